# Makes proposals to measure with, the same on every machine, as a stream for
# `git fast-import`:
#
#   adref -C DIR outline | awk -v filed=20000 -v members="AFG ALB …" \
#       -f proposals.awk | git -C DIR fast-import --done
#
# Each of them is filed as a revision of its own, by the parties in turn, on
# paragraphs of the outline; then one revision says what became of all but one
# in twenty, and for each party how it stands to half of the others.
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

function code(n)
{
	return codes[n + 1]
}

function stamp(n)
{
	return sprintf("2021-06-%02dT%02d:%02d+00:00", 1 + int(n / 1440) % 28,
		int(n / 60) % 24, n % 60)
}

function data(text)
{
	printf "data %d\n%s\n", length(text), text
}

function revision(subject, trailers)
{
	print "commit refs/heads/main"
	print "mark :" (20 + ++made)
	printf "author A Party <party@party.invalid> %d +0000\n", \
		1622505600 + 60 * made
	printf "committer A Drafter <drafter@example.org> %d +0000\n", \
		1622505600 + 60 * made
	data(subject "\n\n" trailers)
	if (made == 1)
		print "from refs/heads/main^0"
}

function file(path, text)
{
	print "M 100644 inline " path
	data(text)
}

function filing(n,    party, number, at, text, name)
{
	party = code(n % parties)
	number = ++last[party]
	at = 1 + draw(places)
	name = party "/" number
	text = "verb: MOD\nfrom: " (draw(3) ? "floor" : "writing") "\nnode: " id[at] \
		"\ndocument: outcome\naddress: " address[at] \
		"\nwas: " line[at] "\n\n## " stamp(n) "\n\n> " \
		phrase(12, 24) "\n\n" phrase(4, 14) ".\n"
	revision(name ": change " address[at], "Act: proposal-add\nAct-Id: " \
		sprintf("%016x", n + 1) "\nNode: " id[at] "\nProposal: " name \
		"\nParty: " party "\n")
	file("proposals/" party "/" number ".md", text)
}

function fate(party, number,    kind)
{
	kind = draw(20)
	if (kind == 0)
		return ""
	if (kind < 10)
		return party "/" number "\tplaced\tbracketed\t" id[1 + draw(places)] \
			"\t\tCHAIR\t2021-06-28T10:00+00:00\n"
	return party "/" number "\tdeclined\t\t\t\tCHAIR\t2021-06-28T10:00+00:00\t\t" \
		phrase(4, 8) "\n"
}

function stands(n,    i, rows, other)
{
	rows = "proposal\tstands\ton\tmeeting\n"
	for (i = 0; i < parties; i++)
		if (i != n && draw(2) == 0)
			rows = rows code(i) "/" (1 + draw(last[code(i)])) "\t" \
				(draw(4) ? "for" : "against") "\t2021-06-28T10:00+00:00\n"
	return rows
}

BEGIN {
	parties = split(members, codes, " ")
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
}
{
	id[++places] = $1
	address[places] = $2
	line[places] = $0
	sub(/^[^ ]* *[^ ]* */, "", line[places])
}
END {
	for (n = 0; n < filed; n++)
		filing(n)
	revision("What became of them", "Act: proposal-decline\nAct-Id: ffffffffffffffff\n")
	for (n = 0; n < parties; n++) {
		rows = "proposal\tfate\tform\tnode\twith\tby\ton\tmeeting\treason\tnote\n"
		for (i = 1; i <= last[code(n)]; i++)
			rows = rows fate(code(n), i)
		file("fates/" code(n) ".tsv", rows)
		file("proposals/" code(n) "/stands.tsv", stands(n))
	}
	print "done"
}
