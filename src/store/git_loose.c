/*
 * Reading objects in files of their own. libgit2 1.5 waits for ever for the
 * rest of one that was cut short, as a power cut leaves them; so such files are
 * read here, by zlib itself, and only what is whole is handed on. All else is
 * libgit2's. What it must not do: write.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <git2.h>
#include <git2/sys/odb_backend.h>
#include <git2/sys/repository.h>
#include <zlib.h>

#include "adref/base/mem.h"
#include "git.h"

enum {
	HEAD_MAX = 64,		/* `commit 1234` and its NUL are shorter */
	TIMES_MAX = 1040,	/* no more than so many times its size does a
				 * file hold (zlib's technical details) */
	PRIORITY_LOOSE = 1, PRIORITY_PACK = 2	/* as libgit2's own */
};

struct loose {
	git_odb_backend base;
	git_odb_backend *inner;	/* libgit2's, for all but reading */
	char *folder;
};

static git_odb_backend *
inner(git_odb_backend *backend)
{
	return ((struct loose *)backend)->inner;
}

static int
damaged(const git_oid *oid)
{
	char text[100];

	snprintf(text, sizeof(text), "the file of object %s is damaged",
		git_oid_tostr_s(oid));
	git_error_set_str(GIT_ERROR_ODB, text);
	return GIT_ERROR;
}

/* The bytes of the file, the caller's to free(); NULL with errno. */
static unsigned char *
read_file(const struct loose *loose, const git_oid *oid, size_t *len)
{
	const char *hex = git_oid_tostr_s(oid);
	struct buf path = BUF_INIT;
	unsigned char *bytes = NULL;
	struct stat is;
	ssize_t n = -1;
	int fd;

	buf_add_format(&path, "%s/%.2s/%s", loose->folder, hex, hex + 2);
	fd = open(buf_text(&path), O_RDONLY | O_CLOEXEC);
	buf_release(&path);
	if (fd < 0)
		return NULL;
	if (fstat(fd, &is) == 0 && S_ISREG(is.st_mode)) {
		bytes = mem_new((size_t)is.st_size + 1, 1);
		n = store_read_whole(fd, bytes, (size_t)is.st_size);
	}
	close(fd);
	if (n < 0) {
		free(bytes);
		return NULL;
	}
	*len = (size_t)n;
	return bytes;
}

/* `blob 12` and a NUL; how long that is, or 0. */
static size_t
read_head(const char *head, size_t len, git_object_t *type, size_t *size)
{
	const char *end = memchr(head, '\0', len), *blank;
	char name[12];

	blank = end ? memchr(head, ' ', (size_t)(end - head)) : NULL;
	if (!blank || (size_t)(blank - head) >= sizeof(name) ||
	    end - blank > 16 || end == blank + 1)
		return 0;
	memcpy(name, head, (size_t)(blank - head));
	name[blank - head] = '\0';
	*type = git_object_string2type(name);
	*size = 0;
	for (const char *at = blank + 1; at < end; at++) {
		if (*at < '0' || *at > '9')
			return 0;
		*size = *size * 10 + (size_t)(*at - '0');
	}
	return *type == GIT_OBJECT_INVALID ? 0 : (size_t)(end - head) + 1;
}

/* A file that is being unpacked. */
struct unpacking {
	z_stream stream;
	unsigned char head[HEAD_MAX];
	size_t head_len, got;	/* bytes of the head, and got with it */
	git_object_t type;
	size_t size;
};

/* inflateEnd() in any case. */
static bool
begin(struct unpacking *unpacking, unsigned char *bytes, size_t len)
{
	z_stream *stream = &unpacking->stream;
	int rc;

	memset(stream, 0, sizeof(*stream));
	if (inflateInit(stream) != Z_OK)
		return false;
	stream->next_in = bytes;
	stream->avail_in = (uInt)len;
	stream->next_out = unpacking->head;
	stream->avail_out = HEAD_MAX;
	rc = inflate(stream, Z_SYNC_FLUSH);
	unpacking->got = HEAD_MAX - stream->avail_out;
	if (rc != Z_OK && rc != Z_STREAM_END && rc != Z_BUF_ERROR)
		return false;
	unpacking->head_len = read_head((char *)unpacking->head,
		unpacking->got, &unpacking->type, &unpacking->size);
	return unpacking->head_len && unpacking->size / TIMES_MAX <= len;
}

/* The rest; true when the file ends just where it says. */
static bool
unpack(struct unpacking *unpacking, unsigned char *out)
{
	z_stream *stream = &unpacking->stream;
	size_t has = unpacking->got - unpacking->head_len;
	unsigned char behind;

	if (has > unpacking->size)
		return false;
	memcpy(out, unpacking->head + unpacking->head_len, has);
	stream->next_out = out + has;
	stream->avail_out = (uInt)(unpacking->size - has);
	while (stream->avail_out)
		if (inflate(stream, Z_SYNC_FLUSH) != Z_OK)
			break;
	if (stream->avail_out)
		return false;
	stream->next_out = &behind;
	stream->avail_out = 1;
	return inflate(stream, Z_FINISH) == Z_STREAM_END &&
		stream->avail_out == 1;
}

static int
loose_read(void **data, size_t *len, git_object_t *type,
	git_odb_backend *backend, const git_oid *oid)
{
	struct unpacking unpacking;
	size_t file_len = 0;
	unsigned char *bytes = read_file((struct loose *)backend, oid,
		&file_len);
	int rc = GIT_ERROR;

	if (!bytes)
		return errno == ENOENT || errno == ENOTDIR ? GIT_ENOTFOUND
			: damaged(oid);
	*data = NULL;
	if (begin(&unpacking, bytes, file_len))
		*data = git_odb_backend_data_alloc(backend,
			unpacking.size + 1);
	if (*data && unpack(&unpacking, *data)) {
		((char *)*data)[unpacking.size] = '\0';
		*len = unpacking.size;
		*type = unpacking.type;
		rc = 0;
	}
	inflateEnd(&unpacking.stream);
	free(bytes);
	if (rc < 0) {
		git_odb_backend_data_free(backend, *data);
		*data = NULL;
		return damaged(oid);
	}
	return 0;
}

static int
loose_read_prefix(git_oid *found, void **data, size_t *len,
	git_object_t *type, git_odb_backend *backend, const git_oid *oid,
	size_t prefix)
{
	int rc = inner(backend)->exists_prefix(found, inner(backend), oid,
		prefix);

	return rc < 0 ? rc : loose_read(data, len, type, backend, found);
}

static int
loose_read_header(size_t *len, git_object_t *type, git_odb_backend *backend,
	const git_oid *oid)
{
	struct unpacking unpacking;
	size_t file_len = 0;
	unsigned char *bytes = read_file((struct loose *)backend, oid,
		&file_len);
	bool good;

	if (!bytes)
		return errno == ENOENT || errno == ENOTDIR ? GIT_ENOTFOUND
			: damaged(oid);
	good = begin(&unpacking, bytes, file_len);
	*len = unpacking.size;
	*type = unpacking.type;
	inflateEnd(&unpacking.stream);
	free(bytes);
	return good ? 0 : damaged(oid);
}

static int
loose_write(git_odb_backend *backend, const git_oid *oid, const void *data,
	size_t len, git_object_t type)
{
	return inner(backend)->write(inner(backend), oid, data, len, type);
}

static int
loose_exists(git_odb_backend *backend, const git_oid *oid)
{
	return inner(backend)->exists(inner(backend), oid);
}

static int
loose_exists_prefix(git_oid *found, git_odb_backend *backend,
	const git_oid *oid, size_t prefix)
{
	return inner(backend)->exists_prefix(found, inner(backend), oid,
		prefix);
}

static int
loose_foreach(git_odb_backend *backend, git_odb_foreach_cb each, void *ctx)
{
	return inner(backend)->foreach(inner(backend), each, ctx);
}

static int
loose_freshen(git_odb_backend *backend, const git_oid *oid)
{
	return inner(backend)->freshen(inner(backend), oid);
}

static void
loose_free(git_odb_backend *backend)
{
	struct loose *loose = (struct loose *)backend;

	if (loose->inner)
		loose->inner->free(loose->inner);
	free(loose->folder);
	free(loose);
}

static int
add_loose(git_odb *odb, const char *objects)
{
	struct loose *loose = mem_new(1, sizeof(*loose));
	int rc;

	git_odb_init_backend(&loose->base, GIT_ODB_BACKEND_VERSION);
	loose->folder = mem_text(objects);
	loose->base.read = loose_read;
	loose->base.read_prefix = loose_read_prefix;
	loose->base.read_header = loose_read_header;
	loose->base.write = loose_write;
	loose->base.exists = loose_exists;
	loose->base.exists_prefix = loose_exists_prefix;
	loose->base.foreach = loose_foreach;
	loose->base.freshen = loose_freshen;
	loose->base.free = loose_free;
	rc = git_odb_backend_loose(&loose->inner, objects, -1, 0, 0, 0);
	if (rc == 0)
		rc = git_odb_add_backend(odb, &loose->base, PRIORITY_LOOSE);
	if (rc < 0)
		loose_free(&loose->base);
	return rc;
}

/* Other repositories' objects that this one reads, a folder a line. */
static void
add_others(git_odb *odb, const char *objects)
{
	struct buf path = BUF_INIT;
	char line[STORE_PATH_MAX];
	FILE *file;

	buf_add_format(&path, "%s/info/alternates", objects);
	file = fopen(buf_text(&path), "re");
	while (file && fgets(line, sizeof(line), file)) {
		struct str name = str_trim(str_of(line));

		buf_clear(&path);
		if (name.len && *name.at != '/' && *name.at != '#')
			buf_add_format(&path, "%s/", objects);
		buf_add_str(&path, name);
		if (name.len && *name.at != '#')
			git_odb_add_disk_alternate(odb, buf_text(&path));
	}
	if (file)
		fclose(file);
	buf_release(&path);
}

int
gitstore_objects(struct git_repository *repo, const char *folder,
	struct git_odb **out)
{
	struct buf objects = BUF_INIT;
	git_odb_backend *pack = NULL;
	git_odb *odb = NULL;
	int rc = git_odb_new(&odb);

	buf_add_format(&objects, "%s/objects", folder);
	if (rc == 0)
		rc = add_loose(odb, buf_text(&objects));
	if (rc == 0)
		rc = git_odb_backend_pack(&pack, buf_text(&objects));
	if (rc == 0)
		rc = git_odb_add_backend(odb, pack, PRIORITY_PACK);
	if (rc == 0) {
		add_others(odb, buf_text(&objects));
		rc = git_repository_set_odb(repo, odb);
	}
	buf_release(&objects);
	if (rc < 0)
		git_odb_free(odb);
	else
		*out = odb;
	return rc;
}
