;;; Commentary:
;;; The root file system of a machine as an mtree(5) specification: which directories are its own, what
;;; leads into the closure, and which files of the closure are copied because programs insist on real
;;; files. `contents=' is a path in the closure: of a file, what to copy; of a directory, what to link to,
;;; entry by entry, besides the entries that have lines of their own. `optional' passes over what the
;;; closure does not have.

(define-module (fruix system freebsd rootfs)
  #:use-module (fruix types)
  #:use-module (fruix system freebsd accounts)
  #:use-module (fruix system freebsd model)
  #:export (rootfs-specification %regular-etc-files))

(define %regular-etc-files
  ;; Files of /etc that are copied, never linked: NAME and MODE.
  '(("login.conf" "0644") ("master.passwd" "0600") ("passwd" "0644") ("group" "0644")
    ("pwd.db" "0644") ("spwd.db" "0600") ("resolv.conf" "0644") ("hostid" "0644")
    ("machine-id" "0444") ("fstab" "0644")))

(define %regular-boot-files
  ;; What gptboot(8) reads, which follows no links: PATH and MODE.
  '(("boot/config" "0444") ("boot/loader" "0555")))

;; PATH MODE UID GID, as etc/mtree/BSD.root.dist and BSD.var.dist of FreeBSD.
(define %directories
  '(("" "0755" 0 0) ("dev" "0555" 0 0) ("home" "0755" 0 0) ("media" "0755" 0 0)
    ("mnt" "0755" 0 0) ("net" "0755" 0 0) ("proc" "0555" 0 0) ("run" "0755" 0 0)
    ("run/shepherd" "0700" 0 0)
    ("tmp" "1777" 0 0) ("usr" "0755" 0 0) ("usr/local" "0755" 0 0) ("usr/local/etc" "0755" 0 0)
    ("usr/local/lib" "0755" 0 0) ("usr/local/libexec" "0755" 0 0)
    ("usr/local/sbin" "0755" 0 0) ("usr/local/share" "0755" 0 0) ("usr/obj" "0755" 0 0)
    ("usr/src" "0755" 0 0)
    ("var" "0755" 0 0) ("var/account" "0755" 0 0) ("var/at" "0755" 0 0)
    ("var/at/jobs" "0755" 0 0) ("var/at/spool" "0755" 0 0) ("var/audit" "0550" 0 77)
    ("var/authpf" "0770" 0 63) ("var/backups" "0750" 0 0) ("var/cache" "0755" 0 0)
    ("var/crash" "0750" 0 0) ("var/cron" "0750" 0 0) ("var/cron/tabs" "0700" 0 0)
    ("var/db" "0755" 0 0) ("var/db/entropy" "0700" 0 0) ("var/db/ntp" "0755" 123 123)
    ("var/db/pkg" "0755" 0 0) ("var/db/ports" "0755" 0 0) ("var/empty" "0555" 0 0)
    ("var/games" "0775" 0 13) ("var/heimdal" "0700" 0 0) ("var/lib" "0755" 0 0)
    ("var/lib/fruix" "0755" 0 0) ("var/log" "0755" 0 0) ("var/mail" "0775" 0 6)
    ("var/msgs" "0755" 1 1) ("var/preserve" "0755" 0 0) ("var/run" "0755" 0 0)
    ("var/rwho" "0775" 0 1) ("var/spool" "0755" 0 0) ("var/spool/clientmqueue" "0770" 25 25)
    ("var/spool/lock" "0775" 66 68) ("var/spool/mqueue" "0755" 0 0)
    ("var/spool/opielocks" "0700" 0 0) ("var/spool/output" "0755" 0 0)
    ("var/spool/output/lpd" "0755" 0 0) ("var/tmp" "1777" 0 0) ("var/unbound" "0755" 59 59)
    ("var/yp" "0755" 0 0)))

;; PATH MODE CONTENTS: directories of the machine whose entries lead into the closure.
(define %linked-directories
  '(("boot" "0755" "boot") ("etc" "0755" "etc") ("etc/ssh" "0755" "etc/ssh")
    ("root" "0750" "profile/root") ("usr/local/bin" "0755" "usr/local/bin")
    ("usr/local/etc/rc.d" "0755" "usr/local/etc/rc.d")))

;; PATH and where in the profile it leads.
(define %profile-links
  '("bin" "lib" "libexec" "sbin" "usr/bin" "usr/lib" "usr/libdata" "usr/libexec" "usr/sbin"
    "usr/share"))

(define (plain? c)
  ;; True for what mtree(5) needs no escape for; Fruix's reader refuses escapes that are not needed.
  (and (char<? c #\delete)
       (or (char-ci<=? #\a c #\z) (char<=? #\0 c #\9) (string-index "/.,_+:@%~=-" c))
       #t))

(define (directory-line path mode uid gid more)
  (string-append (if (string=? path "") "." (string-append "./" (octal-escaped path plain?)))
                 " type=dir uid=" (number->string uid) " gid=" (number->string gid)
                 " mode=" mode more))

(define (link-line path target)
  (string-append "./" path " type=link uid=0 gid=0 mode=0755 link=" target))

(define (file-line path mode)
  (string-append "./" path " type=file uid=0 gid=0 mode=" mode " contents=" path " optional"))

(define (home-lines accounts)
  ;; Home directories of ACCOUNTS, resolved ones, whose parents are directories of the root.
  (map (lambda (a)
         (directory-line (string-drop (resolved-account-home a) 1) "0755"
                         (resolved-account-uid a) (resolved-account-gid a) ""))
       (filter (lambda (a)
                 (and (user-account-create-home-directory? (resolved-account-account a))
                      (string-prefix? "/home/" (resolved-account-home a))
                      (not (string-contains (string-drop (resolved-account-home a) 6) "/"))))
               accounts)))

(define (rootfs-specification accounts development?)
  ;; The text of metadata/rootfs.mtree for ACCOUNTS, resolved ones; DEVELOPMENT? adds the links to the
  ;; development profile.
  (string-join
   (append
    (list "#mtree")
    (map (lambda (d) (directory-line (car d) (cadr d) (caddr d) (cadddr d) "")) %directories)
    (map (lambda (d)
           (directory-line (car d) (cadr d) 0 0
                           (string-append " contents=" (caddr d) " optional")))
         %linked-directories)
    (map (lambda (file) (file-line (string-append "etc/" (car file)) (cadr file))) %regular-etc-files)
    (map (lambda (file) (file-line (car file) (cadr file))) %regular-boot-files)
    (map (lambda (path) (link-line path (string-append "/run/current-system/profile/" path)))
         (if development? (delete "usr/share" %profile-links) %profile-links))
    (list (link-line "usr/home" "/home"))
    (if development?
        (list (link-line "run/current-development" "/run/current-system/development-profile")
              (link-line "usr/include" "/run/current-development/usr/include")
              (directory-line "usr/share" "0755" 0 0 " contents=profile/usr/share optional")
              (link-line "usr/share/mk" "/run/current-development/usr/share/mk"))
        '())
    (home-lines accounts))
   "\n" 'suffix))
