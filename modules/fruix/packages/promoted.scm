;;; Commentary:
;;; FreeBSD that another machine built, as packages: slices of the artifacts of a result that was promoted.

(define-module (fruix packages promoted)
  #:use-module (fruix types)
  #:use-module (fruix packages package)
  #:use-module (fruix packages freebsd)
  #:export (freebsd-promoted-kernel-for freebsd-promoted-bootloader-for freebsd-promoted-runtime-for
            freebsd-promoted-headers-for freebsd-promoted-static-libraries-for
            freebsd-promoted-toolchain-for freebsd-promoted-system-packages-for
            freebsd-promoted-development-packages-for))

(define (slice result artifact suffix synopsis include exclude required)
  (unless (freebsd-native-result? result)
    (error "not a freebsd-native-result:" result))
  (freebsd-package
   (name (string-append "freebsd-promoted-" suffix))
   (version "promoted")
   (synopsis synopsis)
   (origin (promoted-slice
            (result result)
            (artifact artifact)
            (include include)
            (exclude exclude)
            (required required)))))

(define (freebsd-promoted-kernel-for result)
  ;; The kernel of RESULT, a freebsd-native-result.
  (slice result 'kernel "kernel" "The kernel and its modules"
         '("boot/modules") '("boot/kernel/*.debug" "usr/lib/debug")
         '("boot/kernel" "boot/kernel/kernel")))

(define (freebsd-promoted-bootloader-for result)
  (slice result 'bootloader "bootloader" "loader.efi, the other boot programs and their Lua"
         '("boot") '("boot/efi" "boot/zfs" "boot/modules") %freebsd-bootloader-required))

(define (freebsd-promoted-runtime-for result)
  (slice result 'world "runtime" "FreeBSD's userland"
         '("**") (append %freebsd-not-runtime %freebsd-toolchain-files) %freebsd-runtime-required))

(define (freebsd-promoted-headers-for result)
  (slice result 'headers "headers" "Headers and makefiles" '("usr/share/mk") '() '("usr/include")))

(define (freebsd-promoted-static-libraries-for result)
  (slice result 'world "static-libraries" "Static libraries and start-up code"
         '("usr/lib/*.a" "usr/lib/*.o" "usr/libdata/pkgconfig") '() '()))

(define (freebsd-promoted-toolchain-for result)
  (slice result 'world "toolchain" "The compiler, the linker and the binary tools"
         %freebsd-toolchain-files '() '("usr/bin/cc" "usr/bin/ld")))

(define (freebsd-promoted-system-packages-for result)
  ;; base-packages of a system that is made of RESULT.
  (list (freebsd-promoted-runtime-for result)))

(define (freebsd-promoted-development-packages-for result)
  ;; development-packages of a system that is made of RESULT.
  (list (freebsd-promoted-headers-for result)
        (freebsd-promoted-static-libraries-for result)
        (freebsd-promoted-toolchain-for result)))
