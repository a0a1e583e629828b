# Makes a text of `nodes` nodes to measure with, the same on every machine.
#
#   awk -v nodes=5000 -v form=headed -f text.awk    sections of two levels as
#       an outcome document has them: bullets, paragraphs, brackets and blanks,
#       about 90 bytes a line, 71 nodes below a second-level heading
#   … form=flat     the same lines without a heading
#   … form=short    the same headings; lines that fit on a row, no mark on any
#   … long=1        the node in the middle is a paragraph of several rows, in
#       the middle of which stands the one "harbourmaster"
#
# Chance is drawn here and not with srand(), which differs from awk to awk.

# Park and Miller's generator: no product leaves the 53 bits of a double.
function draw(n)
{
	seed = (seed * 16807) % 2147483647
	return int(seed / 2147483647 * n)
}

function phrase(least, most,    n, text)
{
	n = least + draw(most - least + 1)
	text = word[1 + draw(words)]
	while (--n > 0)
		text = text " " word[1 + draw(words)]
	return text
}

function capital(text)
{
	return toupper(substr(text, 1, 1)) substr(text, 2)
}

# One line in seven has a bracket, one in forty a blank to fill.
function line(    text)
{
	if (form == "short")
		return capital(phrase(4, 6))
	text = capital(phrase(6, 12))
	if (draw(7) == 0)
		text = text " [" phrase(1, 4) "] " phrase(1, 3)
	if (draw(40) == 0)
		text = text " by [X]"
	return text
}

function node()
{
	if (long && made == int(nodes / 2))
		print capital(phrase(30, 30)) " harbourmaster " \
			phrase(30, 30) "."
	else if (form != "short" && draw(9) == 0)
		print line() ", " phrase(4, 9) "."
	else if (form != "short" && is_below_bullet && draw(6) == 0)
		print "  - " line()
	else
		print "- " line()
	is_below_bullet = 1
	print ""
}

function heading(level)
{
	if (level == 1)
		print "# " ++themes ". " capital(phrase(2, 4))
	else
		print "## " capital(phrase(2, 5))
	print ""
	is_below_bullet = 0
}

BEGIN {
	seed = 4711
	words = split("the States to of and weapons small arms light marking" \
		" tracing records end-user transfers national controls" \
		" measures cooperation assistance implementation illicit" \
		" trade manufacturing regional international programme" \
		" stockpile management security exchange information" \
		" capacity technology gender sustainable development" \
		" border ammunition diversion prevent combat eradicate" \
		" encourage strengthen relevant appropriate consistent with" \
		" in for on including through", word, " ")
	for (made = 0; made < nodes; made++) {
		if (form != "flat" && made % 576 == 0)
			heading(1)
		else if (form != "flat" && made % 576 % 72 == 1)
			heading(2)
		else
			node()
	}
}
