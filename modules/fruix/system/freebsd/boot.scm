;;; Commentary:
;;; What the loader and the kernel are told: loader.conf(5), and how each init mode starts.

(define-module (fruix system freebsd boot)
  #:use-module (fruix system freebsd model)
  #:export (loader-settings root-device %boot-config))

(define (root-file-system os)
  (find (lambda (fs) (equal? (file-system-mount-point fs) "/"))
        (operating-system-file-systems os)))

(define (root-device os)
  ;; Where the kernel finds the root of OS, as vfs.root.mountfrom has it; empty for one without a root,
  ;; which has been reported.
  (let ((fs (root-file-system os)))
    (if fs
        (string-append (file-system-type fs) ":" (file-system-device fs))
        "")))

(define (loader-settings os)
  ;; The variables of loader.conf(5) that OS needs, before its own entries.
  (append
   (list (cons "vfs.root.mountfrom" (root-device os))
         (cons "autoboot_delay" "2")
         (cons "beastie_disable" "YES")
         (cons "boot_multicons" "YES")
         (cons "boot_serial" "YES")
         (cons "comconsole_speed" "115200")
         ;; Serial firmware consoles are efi, too: "comconsole,efi" would print there twice. The loader of
         ;; BIOS machines has no efi; it says so, and keeps what %boot-config gave it.
         (cons "console" "efi"))
   (if (eq? (operating-system-init-mode os) 'shepherd-pid1)
       (list (cons "init_exec" "/run/current-system/boot/fruix-pid1"))
       '())))

(define %boot-config
  ;; boot.config(5), what gptboot(8) tells the loader on BIOS machines: both consoles, the serial one first.
  "-S115200 -Dh\n")
