/*
 * What is known of a meeting: its fields, and how a value is kept that people
 * write in several ways. Start with meeting_add_value().
 */
#include "adref/doc/meeting.h"

#include <ctype.h>
#include <string.h>

#include "adref/base/utf8.h"
#include "adref/base/zone.h"
#include "adref/doc/party.h"

static const char *const field_words[MEETING_FIELDS] = {
	"meeting", "end", "zone", "form", "place", "languages", "kind",
	"chair", "facilitator", "items", "about"
};

/* What a field can be, and what people write for it; `|` between. */
struct choice {
	const char *kept, *said;
};
static const struct choice forms[] = {
	{ "in person", "inperson|physical|on site" },
	{ "virtual", "virtual only|online|remote" },
	{ "hybrid", "" },
};
static const struct choice kinds[] = {
	{ "open informal", "open|informal|open informals|informals|"
		"informal consultations|open informal consultations" },
	{ "informal-informal", "informal informals|"
		"informal informal consultations" },
	{ "Bureau", "bureau meeting" },
	{ "plenary", "formal|formal meeting" },
};

const char *
meeting_field_word(enum meeting_field field)
{
	return field_words[field];
}

enum meeting_field
meeting_field_of(struct str word)
{
	unsigned field = 0;

	while (field < MEETING_FIELDS &&
	       !str_is_any_case(word, field_words[field]))
		field++;
	return (enum meeting_field)field;
}

/* Folded, hyphens as blanks. */
static void
add_plain(struct buf *out, struct str text)
{
	utf8_add_bare(out, str_trim(text));
	for (size_t i = 0; i < out->len; i++)
		if (out->data[i] == '-')
			out->data[i] = ' ';
}

static bool
is_one_of(struct str plain, struct str list)
{
	while (list.len) {
		size_t end = str_find(list, 0, str_of("|"));

		if (str_same(plain, str_part(list, 0, end)))
			return true;
		list = str_from(list, end < list.len ? end + 1 : end);
	}
	return false;
}

static int
refuse_choice(const struct choice *choices, size_t n, const char *field,
	struct str value, struct err *err)
{
	struct buf list = BUF_INIT;

	for (size_t i = 0; i < n; i++)
		buf_add_format(&list, "%s%s", !i ? "" : i + 1 < n ? ", "
			: " or ", choices[i].kept);
	err_set(err, ERR_REFUSED, "\"%.*s\" is no %s of a meeting: it is %s",
		(int)(value.len > 60 ? 60 : value.len), value.at, field,
		buf_text(&list));
	buf_release(&list);
	return -1;
}

static int
add_choice(struct buf *out, const struct choice *choices, size_t n,
	struct str value)
{
	struct buf plain = BUF_INIT, kept = BUF_INIT;
	int found = -1;

	add_plain(&plain, value);
	for (size_t i = 0; i < n && found < 0; i++) {
		buf_clear(&kept);
		add_plain(&kept, str_of(choices[i].kept));
		if (str_same(buf_str(&plain), buf_str(&kept)) ||
		    is_one_of(buf_str(&plain), str_of(choices[i].said)))
			found = (int)i;
	}
	if (found >= 0)
		buf_add_text(out, choices[found].kept);
	buf_release(&plain);
	buf_release(&kept);
	return found;
}

static int
add_key(struct buf *out, struct str value, struct err *err)
{
	struct when when = WHEN_INIT;
	int shown = (int)(value.len > 60 ? 60 : value.len);

	if (!value.len || when_read(&when, value) < value.len)
		return err_set(err, ERR_REFUSED, "\"%.*s\" is no day and time "
			"of a meeting: write 2021-06-17T08:45, 2021-06-17 or "
			"\"17 June 2021, 8.45am\"", shown, value.at);
	if (when.year == WHEN_OPEN)
		return err_set(err, ERR_REFUSED, "\"%.*s\" lacks the year",
			shown, value.at);
	when_add_key(out, &when);
	return 0;
}

static int
add_end(struct buf *out, struct str value, struct err *err)
{
	struct when when = WHEN_INIT;

	if (when_read_time(&when, value) < value.len ||
	    when.to != WHEN_OPEN)
		return err_set(err, ERR_REFUSED, "\"%.*s\" is no time of day: "
			"write 10:45", (int)(value.len > 60 ? 60 : value.len),
			value.at);
	buf_add_format(out, "%02d:%02d", when.from / 60, when.from % 60);
	return 0;
}

static int
add_zone(struct buf *out, struct str value, struct err *err)
{
	if (!zone_is(value))
		return err_set(err, ERR_REFUSED, "this machine knows no time "
			"zone \"%.*s\": write America/New_York, -04:00 or UTC",
			(int)(value.len > 60 ? 60 : value.len), value.at);
	buf_add_str(out, value);
	return 0;
}

static const char *
code_of(struct str name)
{
	name = str_trim(name);
	if (name.len > 4 && str_is_any_case(str_part(name, 0, 4), "the "))
		name = str_from(name, 4);
	return name.len ? party_code_of(name) : NULL;
}

/* `Belgium and Uruguay` are two, `Antigua and Barbuda` is one. */
static bool
add_two(struct buf *out, struct str value)
{
	size_t and = str_find(value, 0, str_of(" and "));
	const char *one = code_of(str_part(value, 0, and));
	const char *two = code_of(str_from(value, and + 5));

	if (and == value.len || !one || !two)
		return false;
	buf_add_format(out, "%s; %s", one, two);
	return true;
}

/* `Belgium, J. Peeters` as `BEL, J. Peeters`; a name that is no party's is a
 * person's. */
static void
add_one(struct buf *out, struct str value)
{
	size_t comma = str_find(value, 0, str_of(","));
	const char *code = code_of(value);

	if (code) {
		buf_add_text(out, code);
		return;
	}
	if (add_two(out, value))
		return;
	code = code_of(str_part(value, 0, comma));
	if (!code) {
		utf8_add_safe(out, value);
		return;
	}
	buf_add_text(out, code);
	value = str_trim(str_from(value, comma + 1));
	if (value.len)
		buf_add_text(out, ", ");
	utf8_add_safe(out, value);
}

static void
add_who(struct buf *out, struct str value)
{
	size_t from = out->len;

	while (value.len) {
		size_t end = str_find(value, 0, str_of(";"));
		struct str one = str_trim(str_part(value, 0, end));

		if (one.len && out->len > from)
			buf_add_text(out, "; ");
		if (one.len)
			add_one(out, one);
		value = str_from(value, end < value.len ? end + 1 : end);
	}
}

static bool
is_item(struct str word)
{
	for (size_t i = 0; i < word.len; i++)
		if (!isalnum((unsigned char)word.at[i]) && word.at[i] != '.')
			return false;
	return word.len && word.len <= 20;
}

/* The next of `items B.3, C and D`; false at the end. */
static bool
next_item(struct str *rest, struct str *item)
{
	while (str_word(rest, item)) {
		while (item->len && strchr(",;.", item->at[item->len - 1]))
			item->len--;
		if (item->len && !str_is_any_case(*item, "item") &&
		    !str_is_any_case(*item, "items") &&
		    !str_is_any_case(*item, "and") && !str_is(*item, "&"))
			return true;
	}
	return false;
}

static int
add_items(struct buf *out, struct str value, struct err *err)
{
	size_t from = out->len;
	struct buf spaced = BUF_INIT;
	struct str rest, item;
	int rc = 0;

	for (size_t i = 0; i < value.len; i++) {
		buf_add_char(&spaced, value.at[i]);
		if (value.at[i] == ',' || value.at[i] == ';')
			buf_add_char(&spaced, ' ');
	}
	rest = buf_str(&spaced);
	while (rc == 0 && next_item(&rest, &item)) {
		if (!is_item(item))
			rc = err_set(err, ERR_REFUSED, "\"%.*s\" is no item: "
				"write A, or B.3, C", (int)(item.len > 60 ? 60
				: item.len), item.at);
		if (out->len > from)
			buf_add_text(out, ", ");
		for (size_t i = 0; i < item.len; i++)
			buf_add_char(out, item.len == 1 ? (char)toupper(
				(unsigned char)item.at[i]) : item.at[i]);
	}
	buf_release(&spaced);
	return rc;
}

static void
add_words(struct buf *out, struct str value)
{
	struct str word;
	size_t from = out->len;

	while (str_word(&value, &word)) {
		if (out->len > from)
			buf_add_char(out, ' ');
		utf8_add_safe(out, word);
	}
}

int
meeting_add_value(struct buf *out, enum meeting_field field,
	struct str value, struct err *err)
{
	enum { FORMS = sizeof(forms) / sizeof(*forms),
		KINDS = sizeof(kinds) / sizeof(*kinds) };

	value = str_trim(value);
	if (field == MEETING_KEY)
		return add_key(out, value, err);
	if (!value.len)
		return 0;
	switch (field) {
	case MEETING_END:
		return add_end(out, value, err);
	case MEETING_ZONE:
		return add_zone(out, value, err);
	case MEETING_FORM:
		return add_choice(out, forms, FORMS, value) >= 0 ? 0
			: refuse_choice(forms, FORMS, "form", value, err);
	case MEETING_KIND:
		return add_choice(out, kinds, KINDS, value) >= 0 ? 0
			: refuse_choice(kinds, KINDS, "kind", value, err);
	case MEETING_CHAIR:
	case MEETING_FACILITATOR:
		add_who(out, value);
		return 0;
	case MEETING_ITEMS:
		return add_items(out, value, err);
	default:
		add_words(out, value);
		return 0;
	}
}
