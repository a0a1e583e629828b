1i\
Dear Chair,\
we answer below.\

/^A\.1\.1 (/,/^support:/ {
	s/^change:/& Lend seeds to any gardener of the district/
	s/^reasons:/& There are few seeds,\nand many gardeners./
	s/^support:/& FRA\/1/
}
/^A\.1\.2 (/,/^support:/ {
	s/^delete:/& "plastic"/
	s/^keep:/& "bags" and "seasons"/
}
/^A\.2\.1 (/,/^support:/ {
	s/^change:/& "shall" by "should"/
	s/^add after:/& - Seeds are weighed.\n- A receipt is given./
}
/^A\.2\.2 (/,/^support:/s/^keep:/& all/
$a\
\
--\
A. Rao, for India
