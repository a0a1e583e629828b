/*
 * Calls that fail when a test says so. A test NAME.c beside a table NAME.def is
 * linked so that what the project itself calls of the table's names comes here
 * first (the linker's --wrap); libraries go on among themselves as ever. The
 * test defines FAULTS as the table's file.
 *
 *	FAULT(int, fsync, (int fd), (fd))
 *
 * FAULT_OWN only declares __real_NAME and __wrap_NAME, which the test defines.
 * By itself a call that fails returns -1 and sets errno to EIO; a pointer's
 * (FAULT_NULL) returns NULL, and one that says why (FAULT_ERR) fills its err.
 */
#ifndef ADREF_TESTS_FAULTS_H
#define ADREF_TESTS_FAULTS_H

#include <errno.h>
#include <stdbool.h>
#include <string.h>

#include "adref/base/err.h"

enum { NO_REASON = -1 };	/* errno stays 0 */

struct fault {
	int at;		/* fails from the at-th call on, 0: never */
	int times;	/* so many times; 0: once */
	int error;	/* errno, 0: EIO */
	enum err_code code;	/* of its err, 0: ERR_SYSTEM */
	int result;	/* what it returns, 0: -1 */
	bool zero;	/* it returns 0 instead */
	bool after;	/* it fails when all is done */
	void (*meanwhile)(void);	/* runs instead; then all is as ever */
	int calls;	/* until now */
};

#define FAULT(type, name, params, args) FAULT_OF_##name,
#define FAULT_NULL FAULT
#define FAULT_ERR FAULT
#define FAULT_OWN FAULT
enum fault_name {
#include FAULTS
	FAULTS_N
};
#undef FAULT
#undef FAULT_NULL
#undef FAULT_ERR
#undef FAULT_OWN

static struct fault faults[FAULTS_N];

#define FAULT(type, name, params, args) #name,
#define FAULT_NULL FAULT
#define FAULT_ERR FAULT
#define FAULT_OWN FAULT
static const char *const fault_names[FAULTS_N] = {
#include FAULTS
};
#undef FAULT
#undef FAULT_NULL
#undef FAULT_ERR
#undef FAULT_OWN

/* Nobody pulls the plug here, and waiting for the disk would take long. */
int fsync(int fd);
int syncfs(int fd);

int
fsync(int fd)
{
	(void)fd;
	return 0;
}

int
syncfs(int fd)
{
	(void)fd;
	return 0;
}

static inline void
faults_clear(void)
{
	memset(faults, 0, sizeof(faults));
}

static inline bool
fault_comes(struct fault *fault)
{
	int times = fault->times ? fault->times : 1;

	fault->calls++;
	if (!fault->at || fault->calls < fault->at ||
	    fault->calls >= fault->at + times)
		return false;
	if (fault->meanwhile)
		fault->meanwhile();
	return !fault->meanwhile;
}

static inline int
fault_result(const struct fault *fault)
{
	errno = fault->error == NO_REASON ? 0 : fault->error ? fault->error
		: EIO;
	return fault->zero ? 0 : fault->result ? fault->result : -1;
}

#define FAULT(type, name, params, args) \
	type __real_##name params; \
	type __wrap_##name params; \
	type __wrap_##name params \
	{ \
		struct fault *fault = &faults[FAULT_OF_##name]; \
		if (!fault_comes(fault)) \
			return __real_##name args; \
		if (fault->after) \
			(void)__real_##name args; \
		return (type)fault_result(fault); \
	}
#define FAULT_NULL(type, name, params, args) \
	type __real_##name params; \
	type __wrap_##name params; \
	type __wrap_##name params \
	{ \
		struct fault *fault = &faults[FAULT_OF_##name]; \
		if (!fault_comes(fault)) \
			return __real_##name args; \
		(void)fault_result(fault); \
		return NULL; \
	}
#define FAULT_OWN(type, name, params, args) \
	type __real_##name params; \
	type __wrap_##name params;
#define FAULT_ERR(type, name, params, args) \
	type __real_##name params; \
	type __wrap_##name params; \
	type __wrap_##name params \
	{ \
		struct fault *fault = &faults[FAULT_OF_##name]; \
		if (!fault_comes(fault)) \
			return __real_##name args; \
		err_set(err, fault->code ? fault->code : ERR_SYSTEM, \
			"%s is refused", #name); \
		return (type)fault_result(fault); \
	}
#include FAULTS
#undef FAULT
#undef FAULT_NULL
#undef FAULT_ERR
#undef FAULT_OWN

#endif
