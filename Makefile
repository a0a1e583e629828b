# The build of adref, all of it; `make help` lists what it does.
#
# V=asan and V=cov build and test the same in folders of their own, V=fuzz is
# for libFuzzer, which comes with clang. Each
# library's flags go to the files that may use it and to no other: those of
# ncursesw change what the C library declares.

V      :=
PREFIX  = /usr/local
DESTDIR =
JOBS    = $(shell nproc 2>/dev/null || echo 2)
ifeq ($(origin CC),default)
CC      = $(if $(filter fuzz,$V),clang,gcc)
endif
ifneq ($(filter-out asan cov fuzz,$(V)),)
$(error V is asan, cov, fuzz or empty)
endif
B := build$(addprefix /,$(V))

OPTIMIZE_     := -O2 -g
OPTIMIZE_asan := -O1 -g -fno-omit-frame-pointer \
	-fsanitize=address,undefined -fno-sanitize-recover=all
OPTIMIZE_cov  := -O0 -g --coverage
OPTIMIZE_fuzz := -O1 -g -fno-omit-frame-pointer \
	-fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all
WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wmissing-prototypes \
	-Wstrict-prototypes -Wwrite-strings -Wvla
FLAGS = -std=c11 -D_POSIX_C_SOURCE=200809L -Iinclude $(WARNINGS) $(WERROR) \
	-include adref/base/banned.h $(OPTIMIZE_$(V)) $(CFLAGS)
library = $(shell pkg-config $(1) $(2) 2>/dev/null)
HUNSPELL := $(call library,--libs,hunspell)
LIBS := $(call library,--libs,libgit2 zlib ncursesw libpcre2-8 libutf8proc) \
	$(HUNSPELL) -pthread

# A floor uses itself and those below, and so do its unit tests
# (tests/unit/FLOOR_*.c); tests/check-floors proves it.
below_base    := base
below_text    := text $(below_base)
below_doc     := doc $(below_text)
below_format  := format $(below_doc)
below_store   := store $(below_format)
below_record  := record $(below_store)
below_session := session $(below_record)
below_view    := view $(below_session)
below_ui      := ui $(below_view)
archives = $(patsubst %,$B/lib/%.a,$(or $(below_$(1)),$(below_ui)))
objects  = $(patsubst %.c,$B/%.o,$(filter-out src/ui/main.c src/ui/serve.c,$(1)))
$(foreach floor,$(below_ui),$(eval \
	objects_$(floor) := $$(call objects,$$(wildcard src/$(floor)/*.c))))
objects_session += $B/src/session/keymap_text.o
objects_ui += $B/src/ui/tutor_text.o
UNITS := $(patsubst tests/unit/%.c,$B/tests/%,$(wildcard tests/unit/*.c))
TORTURE := $(patsubst %,$B/torture/%,kills nomem.so)
FUZZERS := $(patsubst tests/fuzz.d/%.c,$B/fuzz/%,\
	$(wildcard tests/fuzz.d/*_*.c))
BENCHES := $(patsubst tests/bench.d/%.c,$B/bench/%,\
	$(wildcard tests/bench.d/*.c))

## make              builds build/adref and build/adref-serve
all: $B/adref $B/adref-serve
## make units        builds the unit tests; `make unit` runs them
units: $(UNITS) $(FUZZERS) $(if $(filter asan fuzz,$V),,$(TORTURE))
unit: units
	@tests/run-all --units $B

.SECONDEXPANSION:
.SECONDARY:
.DELETE_ON_ERROR:
ifndef VERBOSE
say = @echo "  $(1) $@";
endif
LINK = $(call say,link) $(CC) $(FLAGS) -o $@ $^ -Wl,--as-needed
$B/adref: $B/src/ui/main.o $(call archives,ui)
	$(LINK) $(LIBS) $(LDFLAGS)
# For those who come in by SSH. Of the archives only what it uses is linked.
$B/adref-serve: $B/src/ui/serve.o $(call archives,ui)
	$(LINK) $(LIBS) $(LDFLAGS)
# A test with a table of calls that fail when it says so: they come to it first.
wraps = $(shell sed -n \
	's/^FAULT[_A-Z]*.[^,]*, *\([a-z_0-9]*\),.*/-Wl,--wrap=\1/p' $(1))
$B/tests/%: $B/tests/%.o $$(call archives,$$(firstword $$(subst _, ,$$*)))
	$(LINK) $(call wraps,$(wildcard tests/unit/$*.def) /dev/null) \
		$(call library,--libs,cmocka) $(LIBS) $(LDFLAGS)
$B/bench/%: $B/bench/%.o $(call archives,ui)
	$(LINK) $(LIBS) $(LDFLAGS)
# A target with what gives it its bytes: files, or libFuzzer.
$B/fuzz/%: $B/fuzz/%.o $B/fuzz/$(if $(filter fuzz,$V),driver,replay).o \
		$$(call archives,$$(firstword $$(subst _, ,$$*)))
	$(LINK) $(if $(filter fuzz,$V),-fsanitize=fuzzer) $(LIBS) $(LDFLAGS)
# The folder is named because its time changes when a file goes.
$B/lib/%.a: $$(objects_$$*) src/$$*
	@mkdir -p $(@D) && rm -f $@
	$(call say,ar) $(AR) rcs $@ $(objects_$*)

$B/torture/kills: tests/torture.d/kills.c Makefile | ready
	@mkdir -p $(@D)
	$(call say,link) $(CC) $(FLAGS) -D_XOPEN_SOURCE=700 -o $@ $<
# It stands in for the C library's own, so it is built without its headers'
# checks and without a sanitizer.
$B/torture/nomem.so: tests/torture.d/nomem.c Makefile | ready
	@mkdir -p $(@D)
	$(call say,link) $(CC) -std=c11 $(WARNINGS) $(WERROR) -O2 -fPIC \
		-shared -o $@ $<

COMPILE = $(call say,cc) $(CC) $(FLAGS) $(uses) -MMD -MP -c -o $@ $<
$B/src/%.o: src/%.c Makefile | ready
	@mkdir -p $(@D)
	$(COMPILE)
$B/tests/%.o: tests/unit/%.c Makefile | ready
	@mkdir -p $(@D)
	$(COMPILE)
$B/bench/%.o: tests/bench.d/%.c Makefile | ready
	@mkdir -p $(@D)
	$(COMPILE)
$B/fuzz/%.o: tests/fuzz.d/%.c Makefile | ready
	@mkdir -p $(@D)
	$(COMPILE)
$B/src/store/git%.o:   uses = $(call library,--cflags,libgit2 zlib)
$B/src/ui/terminal%.o: uses = $(call library,--cflags,ncursesw)
# clearenv(), limits, the kernel's own calls.
$B/src/ui/serve_%.o:   uses = -D_GNU_SOURCE
$B/src/ui/cli_admin.o $B/src/ui/cli_admin_%.o: uses = -D_XOPEN_SOURCE=700
$B/src/record/journal%.o: uses = -pthread
$B/src/record/pack.o:  uses = -pthread
$B/src/base/rx.o:      uses = $(call library,--cflags,libpcre2-8)
$B/src/base/spell.o:   uses = $(if $(HUNSPELL),-DWITH_HUNSPELL \
	$(call library,--cflags,hunspell))
$B/src/base/utf8%.o:   uses = $(call library,--cflags,libutf8proc)
$B/tests/%.o:          uses = $(call library,--cflags,cmocka)
$B/tests/store_faults.o: uses = $(call library,--cflags,cmocka libgit2)
# Pseudo-terminals.
$B/tests/ui_%.o:       uses = $(call library,--cflags,cmocka) \
	-D_XOPEN_SOURCE=700
$B/tests/ui_serve.o:   uses = $(call library,--cflags,cmocka) -D_GNU_SOURCE
$B/bench/%.o:          uses = -D_XOPEN_SOURCE=700
$B/fuzz/%.o:           uses = -D_XOPEN_SOURCE=700

# Spelling is built in where hunspell is, and anew when it came or went.
spelling := $B/gen/spelling-$(if $(HUNSPELL),hunspell,none)
ifeq ($(wildcard $(spelling)),)
$B/src/base/spell.o: note-spelling
endif
note-spelling:
	@mkdir -p $B/gen && rm -f $B/gen/spelling-* && touch $(spelling)

# Texts compiled in, a character constant for each byte.
bytes = od -An -v -to1 $(1) | sed "s/ *\([0-7]\{3\}\)/'\\\\\1',/g"
$B/src/session/keymap_text.o: $B/gen/keymap_text.c
	@mkdir -p $(@D)
	$(COMPILE)
$B/src/ui/tutor_text.o: $B/gen/tutor_text.c
	@mkdir -p $(@D)
	$(COMPILE)
$B/gen/tutor_text.c: src/ui/tutor.md Makefile | ready
	@mkdir -p $(@D)
	@{ echo 'extern const char tutor_text[];'; \
	echo 'const char tutor_text[] = {'; $(call bytes,$<); \
	echo '0 };'; } >$@
$B/gen/keymap_text.c: $(wildcard keymaps/*.keymap) Makefile | ready
	@mkdir -p $(@D)
	@{ echo '#include "adref/session/keymap_text.h"'; \
	for name in default vim; do \
		echo "const char keymap_$$name[] = {"; \
		test ! -e keymaps/$$name.keymap || \
			$(call bytes,keymaps/$$name.keymap); \
		echo '0 };'; \
	done; } >$@

## make deps         installs what building and testing need (apt-get)
deps:
	@.ci/deps --install
# Says what is missing instead of letting a compiler stumble over it.
ready:
	@.ci/deps --check

## make test         installs what is missing, builds, tests everything
test: deps
ifeq ($(V),)
	@$(MAKE) --no-print-directory -j$(JOBS) WERROR=-Werror \
		all units asan-units
	@tests/run-all build build/asan
else
	@$(MAKE) --no-print-directory -j$(JOBS) all units
	@tests/run-all $B
endif
asan-units:
	@$(MAKE) --no-print-directory V=asan all units

## make demo         a fresh negotiation with a sample letter, opened
DEMO = build/demo
SAMPLES = $(CURDIR)/tests/samples
demo: deps
	@$(MAKE) --no-print-directory -j$(JOBS) all
	@echo "A fresh negotiation in $(DEMO), with a letter as Draft 1:"
	rm -rf $(DEMO)
	build/adref init $(DEMO)
	build/adref -C $(DEMO) import --tag "Draft 1" \
		$(SAMPLES)/letter-draft-1.txt
	@echo "Three letters, a form and what was said in the room come in:"
	@set -e; demo="build/adref -C $(DEMO)"; \
	$$demo import $(SAMPLES)/letter-japan.txt \
		--letter-from JPN --dated 2026-03-20; \
	$$demo import $(SAMPLES)/letter-uruguay.txt \
		--letter-from URY --dated 2026-03-25; \
	$$demo import $(SAMPLES)/letter-ghana.txt \
		--letter-from GHA --dated 2026-03-23; \
	$$demo file $(SAMPLES)/form-ghana.txt --yes | tail -n 1; \
	tab=$$(printf '\t'); while IFS="$$tab" read -r party line; do \
		$$demo do --for "$$party" "$$line"; \
	done <$(SAMPLES)/proposals.tsv
	@if [ -t 0 ] && [ -t 1 ]; then build/adref --sample $(DEMO); else \
		echo "No terminal here; the first screen would be:"; \
		build/adref -C $(DEMO) --sample play '' \
			--size 24x80; fi

## make install      to DESTDIR and PREFIX (/usr/local)
install: all
	for program in adref adref-serve; do install -D -m 755 $B/$$program \
		"$(DESTDIR)$(PREFIX)/bin/$$program" || exit 1; done
	for page in $(wildcard man/*.[1578]); do install -D -m 644 $$page \
		"$(DESTDIR)$(PREFIX)/share/man/man$${page##*.}/$${page##*/}" \
		|| exit 1; done
	for map in $(wildcard keymaps/*.keymap); do install -D -m 644 $$map \
		"$(DESTDIR)$(PREFIX)/share/adref/$$map" || exit 1; done

## make bench        measures; make valgrind: the tests under valgrind
bench: all $(BENCHES)
	@.ci/deps --install vim tig strace || echo "measuring with what there is"
	@tests/bench $B
valgrind: all units
	@.ci/deps --install valgrind
	@tests/run-all --valgrind $B

## make torture      what must never happen, tried 1,000 times (KILLS=10000)
torture: all $(TORTURE)
	@.ci/deps --install strace
	@tests/torture $B
	@tests/check-sshd $B full

## make fuzz         draws bytes for all that reads foreign ones (SECONDS=600)
SECONDS = 600
fuzz:
	@.ci/deps --install clang
	@$(MAKE) --no-print-directory V=fuzz -j$(JOBS) fuzzers
	@tests/fuzz build/fuzz $(SECONDS)
fuzzers: $(FUZZERS)

## make coverage     tests V=cov: lines and branches that were gone through
coverage:
	@$(MAKE) --no-print-directory V=cov test

## make clean        removes build/; VERBOSE=1 shows each command
clean:
	rm -rf build
help:
	@sed -n 's/^## //p' Makefile

.PHONY: all units unit deps ready note-spelling test asan-units demo install \
	bench valgrind fuzz fuzzers coverage clean help
-include $(wildcard $B/src/*/*.d $B/tests/*.d $B/bench/*.d $B/fuzz/*.d)
