/*
 * The tables beside the proposals: whom a party stands with, and what became
 * of its proposals.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/tsv.h"
#include "adref/format/proposal_file.h"

const char fates_header[] =
	"proposal\tfate\tform\tnode\twith\tby\ton\tmeeting\treason\tnote\n";
const char stands_header[] = "proposal\tstands\ton\tmeeting\n";

enum fate_column {
	FATE_NAME, FATE_WORD, FATE_FORM, FATE_NODE, FATE_WITH, FATE_BY,
	FATE_ON, FATE_MEETING, FATE_REASON, FATE_NOTE, FATE_COLUMNS
};
enum stand_column {
	STAND_NAME, STAND_WORD, STAND_ON, STAND_MEETING, STAND_COLUMNS
};

void
fates_add_path(struct buf *out, const char *party)
{
	buf_add_format(out, "fates/%s.tsv", party);
}

void
stands_add_path(struct buf *out, const char *party)
{
	buf_add_format(out, "proposals/%s/stands.tsv", party);
}

void
fate_add_row(struct buf *out, const struct proposal *proposal)
{
	struct buf name = BUF_INIT;
	bool open = proposal->fate == FATE_OPEN ||
		proposal->fate == FATE_WITHDRAWN;
	const char *cells[FATE_COLUMNS] = { NULL };

	if (open && !*proposal->note)
		return;
	proposal_add_name(&name, proposal);
	cells[FATE_NAME] = buf_text(&name);
	cells[FATE_NOTE] = proposal->note;
	cells[FATE_WORD] = proposal_fate_word(open ? FATE_OPEN
		: proposal->fate);
	if (!open) {
		if (proposal->fate == FATE_PLACED)
			cells[FATE_FORM] = proposal_form_word(proposal->form);
		cells[FATE_NODE] = proposal->at.text;
		cells[FATE_WITH] = proposal->with;
		cells[FATE_BY] = proposal->decided_by;
		cells[FATE_ON] = proposal->decided_on;
		cells[FATE_MEETING] = proposal->decided_in;
		cells[FATE_REASON] = proposal->reason;
	}
	tsv_add_row(out, cells, FATE_COLUMNS);
	buf_release(&name);
}

void
stand_add_row(struct buf *out, const struct proposal *proposal,
	const struct proposal_stand *stand)
{
	struct buf name = BUF_INIT;
	const char *cells[STAND_COLUMNS];

	proposal_add_name(&name, proposal);
	cells[STAND_NAME] = buf_text(&name);
	cells[STAND_WORD] = stand->against ? "against" : "for";
	cells[STAND_ON] = stand->on;
	cells[STAND_MEETING] = stand->meeting;
	tsv_add_row(out, cells, STAND_COLUMNS);
	buf_release(&name);
}

static void
tell(const struct table_trouble *trouble, const struct tsv_row *row,
	const char *why)
{
	if (trouble && trouble->tell)
		trouble->tell(trouble->ctx, row->number, why);
}

static void
take_cell(char **field, const struct tsv_row *row, size_t n)
{
	free(*field);
	*field = tsv_take_cell(row, n);
}

/* A fate that is not readable leaves the proposal open: it is asked about
 * again, and not lost. */
static void
read_fate(struct proposals *proposals, const struct tsv_row *row,
	const struct table_trouble *trouble)
{
	struct proposal *proposal = proposals_find(proposals,
		row->cells[FATE_NAME]);
	enum proposal_fate fate;

	if (!proposal) {
		tell(trouble, row, "there is no such proposal");
		return;
	}
	if (row->n <= FATE_WORD ||
	    !proposal_fate_of(row->cells[FATE_WORD], &fate)) {
		tell(trouble, row, "this is no fate: the proposal is open");
		return;
	}
	proposal_own(proposal);
	take_cell(&proposal->note, row, FATE_NOTE);
	if (fate == FATE_OPEN || fate == FATE_WITHDRAWN)
		return;
	if (proposal->fate != FATE_WITHDRAWN)
		proposal->fate = fate;
	if (row->n > FATE_FORM && row->cells[FATE_FORM].len &&
	    !proposal_form_of(row->cells[FATE_FORM], &proposal->form))
		tell(trouble, row, "this is no form of placing");
	if (row->n > FATE_NODE)
		proposal->at = node_id_of(row->cells[FATE_NODE]);
	take_cell(&proposal->with, row, FATE_WITH);
	take_cell(&proposal->decided_by, row, FATE_BY);
	take_cell(&proposal->decided_on, row, FATE_ON);
	take_cell(&proposal->decided_in, row, FATE_MEETING);
	take_cell(&proposal->reason, row, FATE_REASON);
}

void
fates_read(struct proposals *proposals, struct str text,
	const struct table_trouble *trouble)
{
	struct tsv_row row = { .number = 0 };

	if (!tsv_next(&text, &row))
		return;
	while (tsv_next(&text, &row))
		read_fate(proposals, &row, trouble);
}

static bool
read_stand(struct stand_row *out, const struct tsv_row *row,
	const struct table_trouble *trouble)
{
	struct str word = row->n > STAND_WORD ? row->cells[STAND_WORD]
		: str_of("");

	*out = (struct stand_row){ .against = str_is(word, "against"),
		.line = row->number };
	if (!proposal_name_read(row->cells[STAND_NAME], out->party,
		&out->number)) {
		tell(trouble, row, "this is no name of a proposal");
		return false;
	}
	if (!out->against && !str_is(word, "for")) {
		tell(trouble, row, "a party stands `for` or `against`");
		return false;
	}
	if (row->n > STAND_ON)
		out->on = row->cells[STAND_ON];
	if (row->n > STAND_MEETING)
		out->meeting = row->cells[STAND_MEETING];
	return true;
}

bool
stands_next(struct str *text, struct tsv_row *row, struct stand_row *out,
	const struct table_trouble *trouble)
{
	if (!row->number)
		tsv_next(text, row);
	while (tsv_next(text, row))
		if (read_stand(out, row, trouble))
			return true;
	return false;
}
