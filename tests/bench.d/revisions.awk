# Makes a long past to measure with, the same on every machine, as a stream for
# `git fast-import`:
#
#   awk -v made=100000 -v tenths=10 -f revisions.awk $(find outcome -name '*.md')
#       | git fast-import --done
#
# in the work tree of a negotiation: `made` acts, each of which rewords one
# paragraph, for the parties in turn and in 300 meetings. Every hundredth puts
# another word in the paragraph with "harbourmaster", wherever that word stood.
# After each tenth (`tenths` of them) a draft is tagged.
#
# Chance is drawn here and not with srand(), which differs from awk to awk.

# Park and Miller's generator: no product leaves the 53 bits of a double.
function draw(n)
{
	seed = (seed * 16807) % 2147483647
	return int(seed / 2147483647 * n)
}

function data(text)
{
	printf "data %d\n%s\n", length(text), text
}

# The whole of a file as its lines are now.
function write_file(n,    i, text)
{
	for (i = first[n]; i < first[n + 1]; i++)
		text = text line[i] "\n"
	print "M 100644 inline " path[n]
	data(text)
}

function meeting(n,    day)
{
	day = int(n / 2)
	return sprintf("2021-%02d-%02dT%02d:00", 1 + int(day / 28) % 12, \
		1 + day % 28, n % 2 ? 15 : 10)
}

# One act: the words of a line before its id, or one among them.
function reword(n, at, base,    party, id)
{
	party = code[1 + draw(codes)]
	id = substr(line[at], length(line[at]) - 8, 8)
	print "commit refs/heads/main"
	printf "author %s <%s@party.invalid> %d +0000\n", party, party, \
		1609459200 + 300 * n
	printf "committer A Drafter <drafter@example.org> %d +0000\n", \
		1609459200 + 300 * n
	data("reword \"" base "\"\n\nAct: reword\nAct-Id: " \
		sprintf("%016x", n) "\nNode: " id "\nParty: " party \
		"\nMeeting: " meeting(int(n * 300 / made)) "\n")
	if (n == 1)
		print "from refs/heads/main^0"
	write_file(of[at])
}

# Another last word; what stood there before goes.
function change_end(at,    text, tail)
{
	tail = substr(line[at], length(line[at]) - 11)
	text = substr(line[at], 1, length(line[at]) - 12)
	if (changed[at])
		sub(/ [^ ]*$/, "", text)
	changed[at] = 1
	line[at] = text " " word[1 + draw(words)] tail
}

function change_within(at,    n, part, i, text)
{
	n = split(line[at], part, " ")
	i = 2 + draw(n - 2)
	if (part[i] != "harbourmaster")
		part[i] = word[1 + draw(words)]
	text = part[1]
	for (i = 2; i <= n; i++)
		text = text " " part[i]
	line[at] = text
}

function tag(n)
{
	print "tag draft-" n
	print "from refs/heads/main"
	printf "tagger A Drafter <drafter@example.org> %d +0000\n", \
		1609459200 + 300 * done
	data("Draft " n "\n")
}

FNR == 1 {
	path[++files] = FILENAME
	first[files] = lines + 1
}
{
	line[++lines] = $0
	of[lines] = files
	if (/harbourmaster/)
		long = lines
	else if (/^[^#|].* \{#[0-9a-z]+\}$/)
		open[++opens] = lines
}

END {
	first[files + 1] = lines + 1
	seed = 4711
	codes = split("AUS BRA DEU FRA IND JPN KEN MEX NOR USA", code, " ")
	words = split("States weapons small arms light marking tracing" \
		" records transfers national controls measures assistance" \
		" cooperation trade regional programme stockpile security" \
		" exchange information capacity technology border", word, " ")
	for (done = 1; done <= made; done++) {
		if (done % 100 == 50) {
			change_within(long)
			reword(done, long, "harbourmaster")
		} else {
			at = open[1 + draw(opens)]
			change_end(at)
			reword(done, at, "paragraph " at)
		}
		if (done % int(made / tenths) == 0)
			tag(1 + done / int(made / tenths))
	}
	print "done"
}
