;;; Commentary:
;;; Rules that span the fields of an operating-system. Every breach is reported, each at its own place.

(define-module (fruix system freebsd check)
  #:use-module (fruix types)
  #:use-module (fruix packages package)
  #:use-module (fruix services)
  #:use-module (fruix services base)
  #:use-module (fruix services shepherd)
  #:use-module (fruix system freebsd model)
  #:use-module (fruix system freebsd base)
  #:use-module (fruix system freebsd source)
  #:use-module (fruix system freebsd source-check)
  #:use-module (fruix system freebsd accounts)
  #:export (check-operating-system foldable? check-accounts check-mounts check-rc-scripts check-distribution))

(define (report message record field hint)
  (report-declaration-error! message (record-field-location record field) hint))

(define (check-operating-system os)
  ;; Reports every breach of a rule by OS; accounts and mounts are checked once services have added theirs.
  (check-base os)
  (check-packages os)
  (check-root-file-system os)
  (check-services os)
  (check-init-mode os))

(define (foldable? os)
  ;; Whether the services of OS can be folded, although something else may be wrong with it.
  (and (freebsd-base? (operating-system-freebsd-base os))
       (every freebsd-package? (operating-system-packages os))
       (every service? (operating-system-services os))))

(define (check-base os)
  (let ((base (operating-system-freebsd-base os)))
    (cond ((not base)
           (report "an operating-system needs a freebsd-base" os 'freebsd-base
                   "give (freebsd-base (name …) (version-label …)) in the field `freebsd-base'"))
          ((not (freebsd-base? base))
           (report (string-append "field `freebsd-base' of operating-system must be a freebsd-base, not "
                                  (value->words base))
                   os 'freebsd-base
                   "make one, as (freebsd-base (name \"stable\") (version-label \"15.0-STABLE\"))"))
          ((freebsd-distribution? (freebsd-base-source base))
           (check-distribution (freebsd-base-source base)))
          ((freebsd-source? (freebsd-base-source base))
           (check-freebsd-source (freebsd-base-source base))))))

(define (check-distribution distribution)
  (let ((sets (freebsd-distribution-sets distribution)))
    (for-each
     (lambda (set)
       (unless (or (distribution-set-path set) (distribution-set-url set))
         (report (string-append "distribution set `" (distribution-set-name set)
                                "' has neither path nor url")
                 set 'name "say where the archive is"))
       (when (and (distribution-set-url set) (url-with-password? (distribution-set-url set)))
         (report (string-append "distribution set `" (distribution-set-name set)
                                "' has a url with a password, and store items are world-readable")
                 set 'url "use a URL that needs none, or a local copy")))
     sets)
    (report-duplicates sets distribution-set-name 'name
                       (lambda (name) (string-append "distribution set `" name
                                                     "' is given more than once")))))

(define (check-packages os)
  (define (check-one package field)
    (unless (freebsd-package? package)
      (report (string-append "field `" (symbol->string field)
                             "' of operating-system must be a package, not "
                             (value->words package))
              os field
              (if (and (list? package) (any freebsd-package? package))
                  "give the package itself, not a list of it"
                  (package-hint package)))))
  (define (check-list packages field)
    (let ((wrong (find (lambda (p) (not (freebsd-package? p))) packages)))
      (when wrong
        (report (string-append "field `" (symbol->string field)
                               "' of operating-system must be a list of packages, but has "
                               (value->words wrong) " in it")
                os field (package-hint wrong)))))
  (check-one (operating-system-kernel os) 'kernel)
  (check-one (operating-system-bootloader os) 'bootloader)
  (check-list (operating-system-base-packages os) 'base-packages)
  (when (null? (operating-system-base-packages os))
    (report "field `base-packages' of operating-system is empty" os 'base-packages
            "FreeBSD's userland comes from %freebsd-host-staged-system-packages and the like"))
  (check-list (operating-system-development-packages os) 'development-packages)
  (check-list (operating-system-packages os) 'packages))

(define (package-hint value)
  ;; How to come by packages, for who gave VALUE for one.
  (cond ((list? value) "join lists with append")
        ((or (string? value) (symbol? value))
         "a package is a variable of a module, as sample-kernel of (fruix packages sample)")
        (else "packages come from (fruix packages freebsd) and the like")))

(define (check-root-file-system os)
  ;; The loader has to be told of it, so that no service can bring it.
  (unless (any root-file-system? (operating-system-file-systems os))
    (report "no file system is mounted at `/'" os 'file-systems
            "add a file-system with (mount-point \"/\")")))

(define (root-file-system? fs)
  (equal? (file-system-mount-point fs) "/"))

(define (check-mounts file-systems)
  ;; Reports breaches among all FILE-SYSTEMS of a system, those of services included.
  (let ((roots (users-last (filter root-file-system? file-systems))))
    (when (and (pair? roots) (pair? (cdr roots)))
      (report "more than one file system is mounted at `/'" (cadr roots) 'mount-point
              "exactly one file-system has (mount-point \"/\")")))
  (report-duplicates
   (filter (lambda (fs) (not (root-file-system? fs))) file-systems)
   file-system-mount-point 'mount-point
   (lambda (point) (string-append "more than one file system is mounted at `" point "'")))
  (for-each
   (lambda (fs)
     (when (and (equal? (file-system-type fs) "devfs") (not (= 0 (file-system-pass fs))))
       (report "a devfs file system cannot have a fsck pass: the boot would stop" fs 'pass
               "leave the field out, or give 0")))
   file-systems)
  (for-each check-file-system-type file-systems))

(define (check-file-system-type fs)
  ;; Reports a type that mount(8) of FreeBSD has no program for, unless an option names one.
  (let ((type (file-system-type fs)))
    (unless (or (member type %file-system-types)
                (string-contains (file-system-options fs) "mountprog="))
      (report (string-append "FreeBSD has no file system type `" type "'")
              fs 'type
              (cond ((member type '("ext2" "ext3" "ext4")) "FreeBSD calls it ext2fs")
                    ((member type '("vfat" "fat" "fat32" "msdos")) "FreeBSD calls it msdosfs")
                    ((equal? type "iso9660") "FreeBSD calls it cd9660")
                    (else (string-append "the types are " (string-join %file-system-types ", ")
                                         "; others need an option mountprog=PROGRAM")))))))

(define (check-services os)
  (let ((wrong (find (lambda (s) (not (service? s))) (operating-system-services os))))
    (when wrong
      (report (string-append "field `services' of operating-system must be a list of services, but has "
                             (value->words wrong) " in it")
              os 'services
              (cond ((and (pair? wrong) (symbol? (car wrong)))
                     "what is quoted is not evaluated: write (list …) or (cons …) instead of '(…)")
                    ((list? wrong)
                     "join lists with append; cons puts one service before a list")
                    (else "each element is made by (service TYPE VALUE)"))))))

(define (check-init-mode os)
  (unless (or (not (eq? (operating-system-init-mode os) 'shepherd-pid1))
              (any (lambda (s) (and (service? s) (eq? (service-kind s) shepherd-service-type)))
                   (operating-system-services os)))
    (report "Shepherd is to be process 1, but no service brings it" os 'init-mode
            "add (service shepherd-service-type), of (fruix services shepherd), to the field `services'")))

(define (users-last records)
  ;; RECORDS, first those of Fruix's own modules, which are nothing to blame.
  (append (filter (lambda (r) (not (record-location r))) records) (filter record-location records)))

(define (report-duplicates records key field message)
  ;; Reports each of RECORDS whose KEY another one before it has, at FIELD, with MESSAGE of the key.
  (let loop ((rest (users-last records)) (seen '()))
    (unless (null? rest)
      (let* ((this (key (car rest))) (before (and this (assoc this seen))))
        (when before
          (report (message this) (car rest) field
                  (and (record-location (cdr before))
                       (string-append "the first one is at "
                                      (location->string (record-location (cdr before)))))))
        (loop (cdr rest) (if before seen (cons (cons this (car rest)) seen)))))))

(define (check-rc-scripts scripts services)
  ;; Reports breaches among all the rc-scripts SCRIPTS and rc-services SERVICES of a system.
  (define (name-of x)
    (if (rc-script? x) (rc-script-name x) (rc-service-name x)))
  (define all
    ;; A script without a place is that of one of SERVICES.
    (append (filter rc-service-script services) (filter record-location scripts)))
  (for-each (lambda (x)
              (when (equal? (name-of x) "fruix-activate")
                (report "the rc.d script `fruix-activate' is Fruix's own" x 'name
                        "choose another name")))
            all)
  (report-duplicates all name-of 'name
                     (lambda (name) (string-append "more than one rc.d script is named " (quoted name)))))

(define (quoted name)
  (string-append "`" name "'"))

(define (check-accounts users groups)
  ;; Reports breaches among all USERS and GROUPS of a system, those of services included.
  (define group-names
    (append (map user-group-name groups)
            (map car %freebsd-groups)
            (map user-account-name (filter has-private-group? users))))
  (define (check-group user name field)
    (unless (member name group-names)
      (report (string-append "user " (quoted (user-account-name user)) " names the group "
                             (quoted name) ", which does not exist")
              user field
              (string-append "declare (user-group (name \"" name "\")) in the field `groups'"))))
  (for-each
   (lambda (user)
     (when (user-account-group user)
       (check-group user (user-account-group user) 'group))
     (for-each (lambda (g) (check-group user g 'supplementary-groups))
               (user-account-supplementary-groups user))
     (when (assoc (user-account-name user) %freebsd-users)
       (report (string-append "the account " (quoted (user-account-name user))
                              " is FreeBSD's own")
               user 'name "choose another name"))
     (when (memv (user-account-uid user) (map cadr %freebsd-users))
       (report (string-append "uid " (number->string (user-account-uid user))
                              " belongs to an account of FreeBSD's own")
               user 'uid "choose one from 1001 on"))
     ;; A thunked field is looked at when it is read, which would be too late.
     (user-account-home-directory user)
     (check-shell user))
   users)
  (for-each
   (lambda (group)
     (when (assoc (user-group-name group) %freebsd-groups)
       (report (string-append "the group " (quoted (user-group-name group))
                              " is FreeBSD's own")
               group 'name "name it in supplementary-groups; it needs no declaration"))
     (when (memv (user-group-id group) (map cadr %freebsd-groups))
       (report (string-append "gid " (number->string (user-group-id group))
                              " belongs to a group of FreeBSD's own")
               group 'id "choose one from 1001 on")))
   groups)
  (report-duplicates users user-account-name 'name
                     (lambda (name) (string-append "user " (quoted name)
                                                   " is declared more than once")))
  (report-duplicates users user-account-uid 'uid
                     (lambda (uid) (string-append "uid " (number->string uid)
                                                  " is given to more than one user")))
  (report-duplicates groups user-group-name 'name
                     (lambda (name) (string-append "group " (quoted name)
                                                   " is declared more than once")))
  (report-duplicates groups user-group-id 'id
                     (lambda (id) (string-append "gid " (number->string id)
                                                 " is given to more than one group"))))

(define (check-shell user)
  (let ((shell (user-account-shell user)))
    (when (and (string? shell)
               (not (member shell %freebsd-shells))
               (not (string-prefix? "/usr/local/" shell))
               (not (string-prefix? "/run/current-system/" shell)))
      (report (string-append "user " (quoted (user-account-name user)) " has the login shell "
                             (quoted shell) ", which the base does not have")
              user 'shell
              "the base has /bin/sh, /bin/csh, /bin/tcsh and /usr/sbin/nologin"))))
