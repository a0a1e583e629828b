/*
 * Which system calls are refused from here on: a filter of seccomp(2), where
 * the kernel has it. An editor starts nothing, connects to nothing, looks into
 * no other process and signals none; what asks for that is not the editor any
 * more. Calls that are not named here are left alone, since the C library uses
 * other ones in its next version.
 */
#include "serve.h"

#include <errno.h>
#include <stddef.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#if __has_include(<linux/seccomp.h>) && (defined(__x86_64__) || \
	defined(__aarch64__))
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>

#ifdef __x86_64__
#define OWN_ARCH AUDIT_ARCH_X86_64
#else
#define OWN_ARCH AUDIT_ARCH_AARCH64
#endif
#define X32_BIT 0x40000000u

/* linux/sched.h, which has types of its own beside the C library's. */
#define THREAD_BIT 0x00010000u

static const int refused[] = {
	/* starting programs and processes */
	SYS_execve, SYS_execveat,
#ifdef SYS_fork
	SYS_fork, SYS_vfork,
#endif
	/* other processes */
	SYS_ptrace, SYS_process_vm_readv, SYS_process_vm_writev, SYS_kill,
	SYS_tkill, SYS_rt_sigqueueinfo, SYS_rt_tgsigqueueinfo,
#ifdef SYS_pidfd_open
	SYS_pidfd_open, SYS_pidfd_send_signal,
#endif
#ifdef SYS_pidfd_getfd
	SYS_pidfd_getfd,
#endif
	SYS_kcmp, SYS_setpgid, SYS_setsid,
	/* the network, and sockets of this host */
	SYS_socket, SYS_socketpair, SYS_connect, SYS_bind, SYS_listen,
	SYS_accept, SYS_accept4,
	/* another root, other rights, other names for things */
	SYS_mount, SYS_umount2, SYS_pivot_root, SYS_chroot, SYS_unshare,
	SYS_setns, SYS_setuid, SYS_setgid, SYS_setreuid, SYS_setregid,
	SYS_setresuid, SYS_setresgid, SYS_setfsuid, SYS_setfsgid,
	SYS_setgroups, SYS_capset, SYS_personality, SYS_mknodat,
	SYS_symlinkat, SYS_fchownat, SYS_fchown, SYS_setxattr,
	SYS_lsetxattr, SYS_fsetxattr, SYS_open_by_handle_at,
#ifdef SYS_mknod
	SYS_mknod, SYS_symlink, SYS_chown, SYS_lchown,
#endif
#ifdef SYS_open_tree
	SYS_open_tree, SYS_move_mount, SYS_fsopen,
#endif
	/* the kernel itself */
	SYS_bpf, SYS_perf_event_open, SYS_userfaultfd, SYS_memfd_create,
	SYS_keyctl, SYS_add_key, SYS_request_key, SYS_init_module,
	SYS_finit_module, SYS_delete_module, SYS_kexec_load, SYS_reboot,
	SYS_swapon, SYS_swapoff, SYS_acct, SYS_quotactl, SYS_settimeofday,
	SYS_clock_settime, SYS_adjtimex, SYS_sethostname,
#ifdef SYS_io_uring_setup
	SYS_io_uring_setup, SYS_io_uring_enter, SYS_io_uring_register,
#endif
#ifdef SYS_ioperm
	SYS_ioperm, SYS_iopl,
#endif
};
enum { REFUSED = sizeof(refused) / sizeof(refused[0]), MOST = 2 * REFUSED + 80
};

struct program {
	struct sock_filter at[MOST];
	unsigned short n;
};

static void
add(struct program *program, struct sock_filter step)
{
	if (program->n < MOST)
		program->at[program->n++] = step;
}

static void
load(struct program *program, size_t off)
{
	add(program, (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS,
		(unsigned)off));
}

static void
end(struct program *program, unsigned how)
{
	add(program, (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, how));
}

/* What follows in so many steps is for this value alone. */
static void
only_if(struct program *program, unsigned value, unsigned char steps)
{
	add(program, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K,
		value, 0, steps));
}

static void
refuse(struct program *program, int call, int error)
{
	only_if(program, (unsigned)call, 1);
	end(program, SECCOMP_RET_ERRNO | (unsigned)error);
}

/* The lower half of an argument, which is all of an int. */
static size_t
argument(unsigned n)
{
	size_t off = offsetof(struct seccomp_data, args) + 8 * n;

#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	off += 4;
#endif
	return off;
}

/* A call is refused when these bits of an argument are so. */
static void
refuse_bits(struct program *program, int call, unsigned n, unsigned bits,
	unsigned so)
{
	only_if(program, (unsigned)call, 5);
	load(program, argument(n));
	add(program, (struct sock_filter)BPF_STMT(BPF_ALU | BPF_AND | BPF_K,
		bits));
	only_if(program, so, 1);
	end(program, SECCOMP_RET_ERRNO | EPERM);
	end(program, SECCOMP_RET_ALLOW);
}

static void
refuse_arguments(struct program *program)
{
	/* Threads may be made, processes not. */
	refuse_bits(program, SYS_clone, 0, THREAD_BIT, 0);
	/* No page is written and then run. */
	refuse_bits(program, SYS_mprotect, 2, PROT_EXEC, PROT_EXEC);
	refuse_bits(program, SYS_mmap, 2, PROT_EXEC | PROT_WRITE,
		PROT_EXEC | PROT_WRITE);
	/* Typing into the terminal for somebody else. */
	refuse_bits(program, SYS_ioctl, 1, ~0u, TIOCSTI);
}

static void
write_filter(struct program *program)
{
	load(program, offsetof(struct seccomp_data, arch));
	add(program, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K,
		OWN_ARCH, 1, 0));
	end(program, SECCOMP_RET_KILL_PROCESS);
	load(program, offsetof(struct seccomp_data, nr));
#ifdef __x86_64__
	add(program, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K,
		X32_BIT, 0, 1));
	end(program, SECCOMP_RET_ERRNO | EPERM);
#endif
	for (size_t i = 0; i < REFUSED; i++)
		refuse(program, refused[i], EPERM);
#ifdef SYS_clone3
	/* Its flags lie in memory, where nothing can look: the C library then
	 * takes clone(). */
	refuse(program, SYS_clone3, ENOSYS);
#endif
	refuse_arguments(program);
	end(program, SECCOMP_RET_ALLOW);
}

int
serve_enclose_calls(struct err *err)
{
	static struct program program;
	struct sock_fprog filter;

	program.n = 0;
	write_filter(&program);
	filter.len = program.n;
	filter.filter = program.at;
	if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter, 0, 0) == 0)
		return 0;
	if (errno != EINVAL && errno != ENOSYS)
		return err_set(err, ERR_SYSTEM, "seccomp: %s",
			strerror(errno));
	serve_log("this kernel has no seccomp: what the program does not call "
		"is all that keeps it in");
	return 0;
}

#else
int
serve_enclose_calls(struct err *err)
{
	(void)err;
	serve_log("built without seccomp: what the program does not call is "
		"all that keeps it in");
	return 0;
}
#endif
