/*
 * The bytes of a presence: a few lines `word value` and a sum of them. The
 * file is written over in its place, without a lock that a reader would wait
 * for: so a reader may find half of the old and half of the new, and the sum
 * tells. What stands behind it is left of a longer one. Read as if an enemy
 * had written it.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/record/presence.h"
#include "fields.h"
#include "live.h"

enum { OFF_MAX = 1 << 30 };

static const char first_line[] = "adref-presence 1";

/* FNV-1a, 32 bits: chance does not hit it, and no more is asked of it. */
static uint32_t
sum_of(struct str bytes)
{
	uint32_t sum = 2166136261u;

	for (size_t i = 0; i < bytes.len; i++) {
		sum ^= (unsigned char)bytes.at[i];
		sum *= 16777619u;
	}
	return sum;
}

static void
add_held(struct buf *out, const struct presence *presence)
{
	char id[STORE_HEX + 1];

	if (!presence->held.is) {
		buf_add_text(out, "held 0\n");
		return;
	}
	store_id_text(&presence->held.revision, id);
	buf_add_format(out, "held 1\nheld-revision %s\nheld-document %s\n"
		"held-node %s\nheld-offset %zu\n", id, presence->held.doc,
		presence->held.node.text, presence->held.off);
}

void
presence_write(struct buf *out, const struct presence *presence)
{
	size_t from = out->len;

	buf_add_format(out, "%s\nperson %s\nparty %s\ndocument %s\nnode %s\n"
		"offset %zu\ntyping %d\njournal %s\n", first_line,
		presence->person, presence->party, presence->doc,
		presence->node.text, presence->off, presence->typing,
		presence->journal);
	add_held(out, presence);
	buf_add_format(out, "sum %08lx\n", (unsigned long)sum_of(
		str_from(buf_str(out), from)));
}

static void
read_journal(struct fields *fields, char out[PRESENCE_NAME + 1])
{
	struct str value = fields_value(fields, "journal");
	char name[PRESENCE_NAME + 1] = "";

	if (value.len == PRESENCE_NAME)
		memcpy(name, value.at, PRESENCE_NAME);
	if (value.len && !live_is_name(name, "", out) && !fields->wrong)
		fields->wrong = "journal";
}

static void
read_revision(struct fields *fields, store_id *out)
{
	struct str value = fields_value(fields, "held-revision");
	char *text = mem_text_len(value.at, value.len);

	if (store_id_read(out, text) != STORE_HEX && !fields->wrong)
		fields->wrong = "held-revision";
	free(text);
}

static void
read_held(struct fields *fields, struct presence *out)
{
	out->held.is = fields_number(fields, "held", 1);
	if (!out->held.is)
		return;
	read_revision(fields, &out->held.revision);
	out->held.doc = fields_name(fields, "held-document");
	out->held.node = fields_id(fields, "held-node");
	out->held.off = (size_t)fields_number(fields, "held-offset", OFF_MAX);
}

static void
read_sum(struct fields *fields, struct str bytes)
{
	struct str read = str_part(bytes, 0, bytes.len - fields->rest.len);
	struct buf sum = BUF_INIT;

	buf_add_format(&sum, "sum %08lx", (unsigned long)sum_of(read));
	fields_line(fields, buf_text(&sum), "the sum");
	buf_release(&sum);
}

int
presence_read(struct presence *out, struct str bytes, struct err *err)
{
	struct fields fields = { .rest = bytes };

	*out = (struct presence){ .person = NULL };
	fields_line(&fields, first_line, "the first line");
	out->person = fields_name(&fields, "person");
	fields_party(&fields, out->party);
	out->doc = fields_name(&fields, "document");
	out->node = fields_id(&fields, "node");
	out->off = (size_t)fields_number(&fields, "offset", OFF_MAX);
	out->typing = fields_number(&fields, "typing", 1);
	read_journal(&fields, out->journal);
	read_held(&fields, out);
	read_sum(&fields, bytes);
	if (!fields.wrong)
		return 0;
	presence_release(out);
	return err_set(err, ERR_DAMAGED, "a file of presence is not as it "
		"should be: look at %s", fields.wrong);
}

void
presence_release(struct presence *presence)
{
	free(presence->person);
	free(presence->doc);
	free(presence->held.doc);
	*presence = (struct presence){ .person = NULL };
}
