/*
 * The loader.efi of (fruix packages sample): says on the console that there is no FreeBSD here, waits ten
 * seconds and hands back to the firmware. UEFI 2.10, sections 4.3 and 12.4: the system table's ConOut is at
 * offset 64 and its BootServices at 96; OutputString is the second function of the one, Stall the 29th
 * of the other, after a header of 24 bytes.
 *
 *   clang -target x86_64-unknown-windows -ffreestanding -fno-stack-protector -mno-red-zone -Os -c loader.c
 *   lld-link -subsystem:efi_application -entry:efi_main -nodefaultlib -Brepro -out:loader.efi loader.obj
 */
typedef unsigned long long word;

word
efi_main(void *image, char *system_table)
{
	void **out = *(void ***)(system_table + 64);
	void **boot = *(void ***)(system_table + 96);
	word (*output_string)(void *, const unsigned short *) = (void *)out[1];
	word (*stall)(word) = (void *)boot[3 + 28];

	(void)image;
	output_string(out, (const unsigned short *)
	    L"\r\nFruix sample system: this image holds no FreeBSD.\r\n"
	    L"Declare a freebsd-base to build a system that boots.\r\n");
	stall(10000000);
	return (0);
}
