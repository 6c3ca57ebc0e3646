;;; Commentary:
;;; Installers: media that start a FreeBSD which puts a system on a disk. The system that starts is
;;; HOST-installer, made of the same FreeBSD as the system that it carries; guest/installer.sh does
;;; the work there. Both media carry the same: the items of the closure, and an installation, which
;;; says what the disk is to hold besides them.

(define-module (fruix system freebsd installer)
  #:use-module (fruix context)
  #:use-module (fruix gexp)
  #:use-module (fruix packages package)
  #:use-module (fruix packages freebsd)
  #:use-module (fruix services)
  #:use-module (fruix services base)
  #:use-module (fruix store)
  #:use-module (fruix system freebsd model)
  #:use-module (fruix system freebsd media)
  #:use-module (fruix system freebsd closure)
  #:export (operating-system->installer-image operating-system->installer-iso))

(define %installer-root-label
  ;; Not the label of the installed root, which the machine sees at the same time.
  "fruix-installer")

;;; A target says where the system goes: the disk DEVICE, the bytes of the root file system and of swap,
;;; or #f for the rest of the disk and for none, and whether to overwrite what DEVICE holds.
(define-record-type <target>
  (make-target device root-size swap-size force?)
  target?
  (device target-device)
  (root-size target-root-size)
  (swap-size target-swap-size)
  (force? target-force?))

(define (operating-system->installer-image os closure ctx device root-size swap-size force?)
  ;; A list: the derivations of the installer's closure and of a disk that starts it, to put CLOSURE, the
  ;; derivation of OS's closure, on the disk DEVICE. See above for the rest.
  (let* ((target (make-target device root-size swap-size force?))
         (installation (installation os closure ctx target))
         (installer (lower-installer os ctx
                                     (operating-system-kernel os)
                                     (string-append "/dev/gpt/" %installer-root-label)
                                     '()
                                     (settings-file target "" installation))))
    (list installer
          (derivation ctx (medium-name os "image") "disk-image"
                      (list (list 'closure (input-path installer))
                            (list 'format 'raw)
                            (list 'root-label %installer-root-label))
                      (list installer)))))

(define (operating-system->installer-iso os closure ctx device root-size swap-size force?)
  ;; The same with an ISO image, which firmware starts from a disc. The installer runs in memory,
  ;; so that its root holds no kernel, which the loader takes from the ISO, nor the system to install.
  (let* ((target (make-target device root-size swap-size force?))
         (installation (installation os closure ctx target))
         (label (iso-label closure))
         (kernel (lower (operating-system-kernel os) ctx #f))
         (installer (lower-installer os ctx
                                     kernel-elsewhere
                                     "/dev/md0"
                                     '(("mdroot_load" . "YES")
                                       ("mdroot_type" . "mfs_root")
                                       ("mdroot_name" . "/boot/root.img"))
                                     (settings-file target (string-append "/dev/iso9660/" label)
                                                    "/installation"))))
    (list installer
          (derivation ctx (medium-name os "iso") "iso-image"
                      (list (list 'closure (input-path installer))
                            (list 'label label)
                            (list 'copy "boot/kernel" (string-append (input-path kernel) "/boot/kernel"))
                            (list 'copy "installation" (input-path installation))
                            (list 'store (input-path closure)))
                      (list installer kernel installation closure)))))

(define (medium-name os kind)
  (string-append "fruix-installer-" kind "-" (operating-system-host-name os)))

(define (iso-label closure)
  ;; One that no other installer's medium has: by it the installer finds its own.
  (string-append "FRUIX_" (string-upcase (substring (input-path closure) 11 27))))

(define (installation os closure ctx target)
  (derivation ctx (string-append "fruix-installation-" (operating-system-host-name os)) "installation"
              (append (list (list 'closure (input-path closure)))
                      (size-parameter 'root-size (target-root-size target)))
              (list closure)))

(define (settings-file target medium payload)
  ;; fruix-installer.conf, which guest/installer.sh explains; PAYLOAD is a path or the installation.
  (define (size->string bytes) (if bytes (number->string bytes) ""))
  (mixed-text-file
   "fruix-installer.conf"
   (settings->rc-conf
    (list (cons "target" (target-device target))
          (cons "root_size" (size->string (target-root-size target)))
          (cons "swap_size" (size->string (target-swap-size target)))
          (cons "force" (if (target-force? target) "yes" ""))
          (cons "medium" medium)))
   "payload=\"" payload "\"\n"))

;;; The system that starts.

(define (lower-installer os ctx kernel root-device loader-entries settings)
  ;; The derivation of the closure of the system that installs OS by SETTINGS, a file, with KERNEL and its
  ;; root on ROOT-DEVICE.
  (car (operating-system->closure
        (installer-system os ctx kernel root-device loader-entries settings) ctx)))

(define (installer-system os ctx kernel root-device loader-entries settings)
  (operating-system
    (host-name (installer-name (operating-system-host-name os)))
    (freebsd-base (operating-system-freebsd-base os))
    (kernel kernel)
    (bootloader (operating-system-bootloader os))
    (base-packages (map needed-part (operating-system-base-packages os)))
    (packages (list (installer-program ctx)))
    (file-systems (list (file-system (device root-device) (mount-point "/") (type "ufs"))))
    (loader-entries (append (operating-system-loader-entries os) loader-entries))
    (rc-conf-entries %installer-rc-conf)
    (motd "This machine installs a system made by Fruix; see /var/lib/fruix/installer.\n")
    (services
     (list (simple-service 'installer-files etc-service-type
                           (list (list "fruix-installer.conf" settings)
                                 (list "ttys" (plain-file "ttys" %ttys))))
           (simple-service 'installer rc-service-type
                           (list (rc-service
                                  (name "fruix-installer")
                                  (enable-variable "fruix_installer_enable")
                                  (script (ask ctx resource "guest/rc-installer.sh")))))))))

(define %ttys
  ;; Who stands before the machine may install it: a shell on the console, for when something is wrong.
  (string-append
   "console\tnone\tunknown\toff secure\n"
   "ttyv0\t\"/usr/libexec/getty al.Pc\"\txterm\tonifexists secure\n"
   (string-join (map (lambda (tty)
                       (string-append tty "\t\"/usr/libexec/getty al.115200\"\tvt100\tonifconsole secure"))
                     '("ttyu0" "ttyu1" "ttyu2" "ttyu3" "xc0"))
                "\n" 'suffix)))

(define (installer-name host-name)
  ;; HOST-NAME with \"-installer\" after its first label, which may have 63 characters.
  (let* ((label (car (string-split host-name #\.)))
         (rest (string-drop host-name (string-length label)))
         (short (string-trim-right (substring label 0 (min (string-length label) 53)) #\-)))
    (string-append short "-installer" rest)))

(define %installer-rc-conf
  ;; Nothing here waits for others, and no devices need modules.
  '(("cron_enable" . "NO") ("devd_enable" . "NO") ("devmatch_enable" . "NO") ("dumpdev" . "NO")
    ("sendmail_enable" . "NONE") ("sendmail_submit_enable" . "NO")
    ("sendmail_outbound_enable" . "NO") ("sendmail_msp_queue_enable" . "NO")
    ("savecore_enable" . "NO") ("update_motd" . "NO") ("virecover_enable" . "NO")))

(define (needed-part package)
  ;; What of PACKAGE, one of FreeBSD's, an installer needs: no documents, compilers and other languages'.
  (freebsd-package
   (name (string-append "installer-" (freebsd-package-name package)))
   (version (freebsd-package-version package))
   (synopsis "What an installer needs of a package")
   (origin (package-part
            (package package)
            (include '("bin" "sbin" "lib" "libexec" "etc" "root" "usr/bin" "usr/sbin" "usr/libexec"
                       "usr/lib/*.so*" "usr/libdata/ldconfig" "usr/share/locale/C.UTF-8"
                       "usr/share/zoneinfo/UTC" "usr/share/misc/termcap*" "usr/share/tabset"))
            (exclude (append '("lib/*.a" "usr/lib/*.a" "usr/bin/lldb*" "usr/bin/svnlite*")
                             %freebsd-toolchain-files))))))

(define kernel-elsewhere
  (freebsd-package
   (name "fruix-kernel-elsewhere")
   (synopsis "An empty directory for a kernel that the loader has from the medium")
   (origin (literal-files (entries '((directory "boot/kernel" "0555" 0 0)))))))

(define (installer-program ctx)
  (freebsd-package
   (name "fruix-installer")
   (synopsis "The program that installs")
   (origin (literal-files
            (entries (list (list 'file "sbin/fruix-installer" "0555" 0 0
                                 (ask ctx resource "guest/installer.sh"))))))))
