/*
 * For whom acts were, where that was corrected: read from attributions.tsv at
 * the tip, and told to whoever reads an act.
 */
#include "corrections.h"

#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/base/tsv_named.h"
#include "adref/base/utf8.h"
#include "adref/doc/party.h"
#include "adref/text/attribution.h"

enum { COLUMN_ACT, COLUMN_PARTY, COLUMN_SPEAKER, COLUMN_WAS, COLUMN_CHANGE,
	COLUMNS };

static const char *const columns[COLUMNS] = {
	"act", "party", "speaker", "was", "change"
};

/* A code from a file that anybody may have edited. */
static bool
read_code(char out[VOICE_CODE], const struct tsv_row *row, size_t column)
{
	struct str cell = column < row->n ? row->cells[column] : str_of("");

	if (cell.len && !code_is_valid(cell))
		return false;
	memcpy(out, cell.at, cell.len);
	out[cell.len] = '\0';
	if (str_is(cell, "CHAIR"))
		out[0] = '\0';
	return true;
}

static void
add_row(struct corrections *all, const struct tsv_row *header,
	const struct tsv_row *row)
{
	struct voice *voice = mem_new(1, sizeof(*voice));

	if (!read_code(voice->party, row, tsv_column(header, "party")) ||
	    !read_code(voice->speaker, row, tsv_column(header, "speaker")) ||
	    !row->cells[0].len)
		free(voice);
	else
		free(map_put(&all->by_act, row->cells[0], voice));
}

static void
read_table(struct corrections *all, struct str table)
{
	struct tsv_row header = { .number = 0 }, row = { .number = 0 };

	map_release_all(&all->by_act);
	all->by_act = (struct map)MAP_INIT;
	if (utf8_check(table) < table.len || !tsv_next(&table, &header))
		return;
	while (tsv_next(&table, &row))
		add_row(all, &header, &row);
}

static void
look(struct record *record)
{
	struct corrections *all = &record->corrections;
	struct buf text = BUF_INIT;
	struct err ignored = ERR_INIT;
	bool there;

	if (all->read && store_id_same(&all->tip, &record->tip))
		return;
	if (record_file(record, ATTRIBUTIONS_FILE, &text, &there,
		&ignored) == 0)
		read_table(all, buf_str(&text));
	all->read = true;
	all->tip = record->tip;
	buf_release(&text);
}

const struct voice *
corrected_voice(struct record *record, const char *act_id)
{
	look(record);
	return record->corrections.by_act.n && *act_id
		? map_get(&record->corrections.by_act, str_of(act_id)) : NULL;
}

void
corrections_release(struct corrections *corrections)
{
	map_release_all(&corrections->by_act);
}

void
correction_add_voice(struct buf *out, const struct voice *voice)
{
	if (*voice->speaker)
		buf_add_format(out, "%s/", voice->speaker);
	buf_add_text(out, *voice->party ? voice->party : "CHAIR");
}

void
corrections_put(struct buf *out, struct str table,
	const struct correction_row *row)
{
	struct buf was = BUF_INIT;
	const char *cells[COLUMNS] = { row->act_id, *row->voice->party
		? row->voice->party : "CHAIR", row->voice->speaker, NULL,
		row->change };
	bool same = strcmp(row->voice->party, row->was->party) == 0 &&
		strcmp(row->voice->speaker, row->was->speaker) == 0;

	correction_add_voice(&was, row->was);
	cells[COLUMN_WAS] = buf_text(&was);
	if (same)
		tsv_put(out, table, str_of(row->act_id), str_of(""),
			str_of(""));
	else
		tsv_put_named(out, table, (struct tsv_names){ columns,
			COLUMNS }, cells);
	buf_release(&was);
}

/* The room's name of who was meant, as subjects have it. */
static const char *
name_of(const char *party)
{
	return *party ? party_room_name(party) : "the Chair";
}

static bool
is_letter_at(struct str text, size_t off)
{
	return off < text.len && utf8_class_of(utf8_at(text, off, NULL)) ==
		UTF8_WORD;
}

/* Whether a name stands at off, as a word of its own. */
static bool
stands_at(struct str text, size_t off, struct str name)
{
	size_t before = off ? utf8_prev(text, off) : 0;

	return str_same(str_part(text, off, name.len), name) &&
		!(off && is_letter_at(text, before)) &&
		!is_letter_at(text, off + name.len);
}

/* `'s` behind a name, or `'` behind one in s. */
static void
add_name(struct buf *out, struct str rest, const char *name, size_t *gone)
{
	size_t len = strlen(name);

	buf_add_text(out, name);
	if (!str_starts(rest, "'"))
		return;
	*gone += str_starts(rest, "'s") ? 2 : 1;
	buf_add_format(out, "'%s", len && name[len - 1] == 's' ? "" : "s");
}

char *
correction_resay(const char *subject, const char *was, const char *now)
{
	struct str text = str_of(subject), name = str_of(name_of(was));
	struct buf out = BUF_INIT;
	bool quoted = false;

	for (size_t off = 0; off < text.len;) {
		quoted ^= text.at[off] == '"';
		if (!quoted && stands_at(text, off, name)) {
			off += name.len;
			add_name(&out, str_from(text, off), name_of(now),
				&off);
		} else {
			buf_add_char(&out, text.at[off++]);
		}
	}
	return buf_take(&out);
}

static void
replace(char **text, char *by)
{
	free(*text);
	*text = by;
}

void
entry_correct(struct record *record, struct history_entry *entry)
{
	const struct voice *now = corrected_voice(record, entry->act_id);
	struct voice was = { "", "" };
	struct buf recorded = BUF_INIT;

	/* What took it back was for the same one. */
	if (!now && *entry->undoes)
		now = corrected_voice(record, entry->undoes);
	if (now && code_is_valid(str_of(entry->party)))
		memcpy(was.party, entry->party, strlen(entry->party) + 1);
	if (now && code_is_valid(str_of(entry->speaker)))
		memcpy(was.speaker, entry->speaker,
			strlen(entry->speaker) + 1);
	if (now && (strcmp(was.party, now->party) != 0 ||
	    strcmp(was.speaker, now->speaker) != 0)) {
		correction_add_voice(&recorded, &was);
		replace(&entry->subject, correction_resay(entry->subject,
			was.party, now->party));
		replace(&entry->author, mem_text(party_room_name(
			*now->party ? now->party : "CHAIR")));
		replace(&entry->party, mem_text(now->party));
		replace(&entry->speaker, mem_text(now->speaker));
	}
	entry->recorded = buf_take(&recorded);
}
