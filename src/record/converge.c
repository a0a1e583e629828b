/*
 * Counting brackets at each draft, as the pairing rule has them there.
 */
#include "adref/record/converge.h"

#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/doc/lint.h"
#include "adref/doc/pair.h"
#include "adref/doc/party.h"
#include "adref/text/attribution.h"
#include "adref/text/number.h"
#include "adref/text/words.h"
#include "inside.h"

struct counting {
	struct convergence *out;
	size_t point, points;
};

static struct converge_row *
add_row(struct converge_row **rows, size_t *n, size_t *cap, size_t points)
{
	struct converge_row *row;

	*rows = mem_grow(*rows, cap, *n + 1, sizeof(**rows));
	row = &(*rows)[(*n)++];
	*row = (struct converge_row){ .counts = mem_new(points + 1,
		sizeof(size_t)) };
	return row;
}

static void
name_section(struct converge_row *row, const struct node *node)
{
	struct buf name = BUF_INIT, title = BUF_INIT, plain = BUF_INIT;
	struct number number;

	if (number_read(&number, node_str(node))) {
		number_add_label(&name, node_str(node), &number);
		number_add_rest(&title, node_str(node), &number);
	} else {
		buf_add_str(&title, node_str(node));
	}
	words_add_clean(&plain, buf_str(&title));
	free(row->name);
	free(row->title);
	row->name = buf_take(&name);
	row->title = buf_take(&plain);
	buf_release(&title);
}

/* The row of a section; what stands before the first one has its own. */
static struct converge_row *
section_row(struct counting *counting, const struct node *node)
{
	struct convergence *out = counting->out;
	struct converge_row *row;

	for (size_t i = 0; i < out->sections_n; i++)
		if (node ? node_id_same(&out->sections[i].node, &node->id)
		    : node_id_is_none(&out->sections[i].node))
			return &out->sections[i];
	row = add_row(&out->sections, &out->sections_n, &out->sections_cap,
		counting->points);
	if (node)
		row->node = node->id;
	row->name = mem_text("");
	row->title = mem_text("before the first heading");
	return row;
}

static void
count_sections(struct counting *counting, struct doc *doc)
{
	size_t total, rest;
	struct doc_counts counts;

	doc_count(&counts, doc, NULL);
	total = rest = counts.brackets;
	for (struct node *at = doc_first(doc); at; at = at->next) {
		struct converge_row *row;

		if (at->kind != NODE_SECTION)
			continue;
		doc_count(&counts, doc, at);
		row = section_row(counting, at);
		name_section(row, at);
		row->counts[counting->point] = counts.brackets;
		rest -= counts.brackets < rest ? counts.brackets : rest;
	}
	if (rest)
		section_row(counting, NULL)->counts[counting->point] = rest;
	counting->out->total[counting->point] = total;
}

static struct converge_row *
party_row(struct counting *counting, const char *code)
{
	struct convergence *out = counting->out;
	struct converge_row *row;

	for (size_t i = 0; i < out->parties_n; i++)
		if (strcmp(out->parties[i].name, code) == 0)
			return &out->parties[i];
	row = add_row(&out->parties, &out->parties_n, &out->parties_cap,
		counting->points);
	row->name = mem_text(code);
	row->title = mem_text(party_room_name(code));
	return row;
}

/* Each bracket counts for those at whose request it stands. */
static void
count_parties(struct counting *counting, struct doc *doc)
{
	struct pairs pairs = { 0 };
	size_t depth = 0;

	for (struct node *at = doc_first(doc); at; at = node_next(at))
		pairs_add_line(&pairs, at, &depth);
	for (size_t i = 0; i < pairs.n; i++) {
		struct attribution who = ATTRIBUTION_INIT;

		if (attribution_read(&who, pair_attribution(
			&pairs.at[i].pair)))
			for (size_t k = 0; k < who.n; k++)
				if (!who.at[k].sign)
					party_row(counting, who.at[k].code)
						->counts[counting->point]++;
		attribution_release(&who);
	}
	pairs_release(&pairs);
}

static int
count_at(struct counting *counting, struct record *record,
	const store_id *revision, const char *name, struct err *err)
{
	struct doc *doc = NULL;

	if (record_doc_at(record, revision, name, &doc, err) < 0)
		return -1;
	doc_pair(doc);
	count_sections(counting, doc);
	count_parties(counting, doc);
	doc_free(doc);
	return 0;
}

/* The drafts of another document than the main one have its name before. */
static bool
is_of(const struct record *record, const char *name,
	const struct draft *draft)
{
	size_t len = strlen(name);

	if (store_id_is_none(&draft->revision))
		return false;
	if (strcmp(name, record->main) == 0)
		return !strchr(draft->name, '/');
	return strncmp(draft->name, name, len) == 0 &&
		draft->name[len] == '/';
}

static int
by_name(const void *left, const void *right)
{
	const struct converge_row *a = left, *b = right;

	return strcmp(a->name, b->name);
}

static void
add_point(struct convergence *out, const char *title)
{
	out->points[out->points_n++] = mem_text(title);
}

int
record_converge(struct record *record, const char *name,
	struct convergence *out, struct err *err)
{
	struct drafts drafts = { 0 };
	struct counting counting = { .out = out };
	store_id last = { { 0 } };
	int rc = 0;

	*out = (struct convergence){ 0 };
	name = name ? name : record->main;
	if (record_drafts(record, &drafts, err) < 0)
		return -1;
	counting.points = drafts.n + 1;
	out->points = mem_new(counting.points + 1, sizeof(char *));
	out->total = mem_new(counting.points + 1, sizeof(size_t));
	for (size_t i = 0; i < drafts.n && rc == 0; i++) {
		if (!is_of(record, name, &drafts.at[i]))
			continue;
		last = drafts.at[i].revision;
		counting.point = out->points_n;
		add_point(out, drafts.at[i].title);
		rc = count_at(&counting, record, &last, name, err);
	}
	if (rc == 0 && !store_id_same(&last, &record->tip)) {
		counting.point = out->points_n;
		add_point(out, "now");
		rc = count_at(&counting, record, &record->tip, name, err);
	}
	if (out->parties_n)
		qsort(out->parties, out->parties_n, sizeof(*out->parties),
			by_name);
	drafts_release(&drafts);
	if (rc < 0)
		convergence_release(out);
	return rc;
}

static void
rows_release(struct converge_row *rows, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		free(rows[i].name);
		free(rows[i].title);
		free(rows[i].counts);
	}
	free(rows);
}

void
convergence_release(struct convergence *convergence)
{
	rows_release(convergence->sections, convergence->sections_n);
	rows_release(convergence->parties, convergence->parties_n);
	for (size_t i = 0; i < convergence->points_n; i++)
		free(convergence->points[i]);
	free(convergence->points);
	free(convergence->total);
	*convergence = (struct convergence){ 0 };
}
