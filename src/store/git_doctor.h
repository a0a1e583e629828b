/*
 * The doctor inside: what the files git_doctor*.c share. First what can be
 * told without libgit2 (git_doctor.c), then the line of changes and all
 * objects (git_doctor_objects.c), and where the branch is lost, its last
 * change among all there are (git_doctor_branch.c).
 */
#ifndef ADREF_STORE_GIT_DOCTOR_H
#define ADREF_STORE_GIT_DOCTOR_H

#include "adref/base/map.h"
#include "adref/store/doctor.h"
#include "git.h"

struct doctor {
	struct git_store git;	/* folder, work; repo and odb when opened */
	unsigned flags;
	struct store_ills *ills;
	struct map seen;	/* ids of objects that were read, or tried */
};

/* Note something; state CURABLE becomes CURED or stays, as `mended` says. */
void doctor_note(struct doctor *doctor, enum ill_state state,
	const char *format, ...) __attribute__((format(printf, 3, 4)));
static inline bool
doctor_mends(const struct doctor *doctor)
{
	return doctor->flags & DOCTOR_MEND;
}

/* Whether an object can be read and its bytes give its name. */
bool doctor_reads(struct doctor *doctor, const store_id *id);
/* The branch's value: look whether it is one, and else find what it was; true
 * when it is one now. */
bool doctor_look_at_branch(struct doctor *doctor);
/* The changes back from the tip, and what they hold. */
void doctor_look_at_objects(struct doctor *doctor);

#endif
