;;; Commentary:
;;; A sample base: a handful of small files of Fruix's own with the shape of a FreeBSD base. It holds no
;;; FreeBSD and runs nothing; it is there to build and look at closures and images anywhere. Its
;;; loader.efi (source: packages/sample/loader.c) says so on the console.

(define-module (fruix packages sample)
  #:use-module (fruix packages package)
  #:export (sample-kernel sample-bootloader sample-runtime %sample-packages))

(define (text path mode content)
  (list 'file path mode 0 0 content))

(define (placeholder path)
  ;; A program that says what it is.
  (text path "0555" (string-append "#!/bin/sh\necho \"" path ": sample file, not FreeBSD's\"\n")))

(define %loader-efi
  ;; loader.efi in Base64.
  (string-append
   "TVp4AAEAAAAEAAAAAAAAAAAAAAAAAAAAQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAeAAAAA4f"
   "ug4AtAnNIbgBTM0hVGhpcyBwcm9ncmFtIGNhbm5vdCBiZSBydW4gaW4gRE9TIG1vZGUuJAAAUEUAAGSGAgBUPxvF"
   "AAAAAAAAAADwACIACwIOAAACAAAAAgAAAAAAAAAQAAAAEAAAAAAAQAEAAAAAEAAAAAIAAAYAAAAAAAAABgAAAAAA"
   "AAAAMAAAAAQAAAAAAAAKAGCBAAAQAAAAAAAAEAAAAAAAAAAAEAAAAAAAABAAAAAAAAAAAAAAEAAAAAAAAAAAAAAA"
   "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAANggAAAcAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
   "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAALnRleHQAAAAtAAAA"
   "ABAAAAACAAAABAAAAAAAAAAAAAAAAAAAIAAAYC5yZGF0YQAA9AAAAAAgAAAAAgAAAAYAAAAAAAAAAAAAAAAAAEAA"
   "AEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
   "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
   "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
   "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
   "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
   "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
   "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
   "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
   "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAFZIg+wgSItKQEiLQmBIi7D4AAAASI0V5Q8AAP9RCLmA"
   "lpgA/9YxwEiDxCBew8zMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzM"
   "zMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzM"
   "zMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzM"
   "zMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzM"
   "zMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzM"
   "zMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzM"
   "zMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzM"
   "zMzMzMzMzMzMzMzMzMzMzMzMDQAKAEYAcgB1AGkAeAAgAHMAYQBtAHAAbABlACAAcwB5AHMAdABlAG0AOgAgAHQA"
   "aABpAHMAIABpAG0AYQBnAGUAIABoAG8AbABkAHMAIABuAG8AIABGAHIAZQBlAEIAUwBEAC4ADQAKAEQAZQBjAGwA"
   "YQByAGUAIABhACAAZgByAGUAZQBiAHMAZAAtAGIAYQBzAGUAIAB0AG8AIABiAHUAaQBsAGQAIABhACAAcwB5AHMA"
   "dABlAG0AIAB0AGgAYQB0ACAAYgBvAG8AdABzAC4ADQAKAAAAAAAAAFQ/G8UAAAAAEAAAAAAAAAAAAAAAAAAAAAAA"
   "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
   "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
   "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
   "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
   "AAA="))

(define sample-kernel
  (freebsd-package
   (name "sample-kernel")
   (version "1")
   (synopsis "A text in the place of a kernel")
   (origin (literal-files
            (entries (list (text "boot/kernel/kernel" "0555"
                                 "Fruix sample system: this is not a FreeBSD kernel.\n")))))))

(define sample-bootloader
  (freebsd-package
   (name "sample-bootloader")
   (version "1")
   (synopsis "An EFI program that says that there is no FreeBSD")
   (origin (literal-files
            (entries
             (list (list 'bytes "boot/loader.efi" "0444" 0 0 %loader-efi)
                   (text "boot/lua/loader.lua" "0444" "-- Fruix sample system\n")
                   (text "boot/defaults/loader.conf" "0444" "# Fruix sample system\n")
                   (text "boot/device.hints" "0444" "# Fruix sample system\n")))))))

(define sample-runtime
  (freebsd-package
   (name "sample-runtime")
   (version "1")
   (synopsis "Texts in the places of FreeBSD's userland")
   (origin (literal-files
            (entries
             (append
              (map placeholder
                   '("bin/sh" "sbin/init" "sbin/mount" "usr/bin/true" "usr/sbin/pw"
                     "usr/sbin/sshd" "libexec/ld-elf.so.1" "usr/libexec/getty"))
              (list (list 'hardlink "usr/bin/false" "usr/bin/true")
                    (list 'file "usr/bin/su" "4555" 0 0
                          "#!/bin/sh\necho \"usr/bin/su: sample file, not FreeBSD's\"\n")
                    (list 'symlink "lib/libc.so" "libc.so.7")
                    (text "lib/libc.so.7" "0444" "Fruix sample system\n")
                    (text "usr/share/zoneinfo/UTC" "0444" "TZif2\n")
                    (text "root/.profile" "0644" "# Fruix sample system\n")
                    (text "etc/rc" "0555" "#!/bin/sh\necho \"sample system\"\n")
                    (text "etc/rc.subr" "0444" "# Fruix sample system\n")
                    (text "etc/defaults/rc.conf" "0444" "# Fruix sample system\n")
                    (text "etc/login.conf" "0444" "default:\\\n\t:path=/sbin /bin /usr/sbin /usr/bin:\n")
                    (text "etc/ssh/moduli" "0444" "# Fruix sample system\n")
                    (text "etc/ttys" "0444" "console none unknown off secure\n"))))))))

(define %sample-packages
  (list sample-runtime))
