;;; Commentary:
;;; From an operating-system to the derivation of its closure. The plan is operating-system->closure:
;;; check, fold the services, lower the packages, and write profile, etc, boot and metadata together.

(define-module (fruix system freebsd closure)
  #:use-module (fruix context)
  #:use-module (fruix gexp)
  #:use-module (fruix types)
  #:use-module (fruix packages package)
  #:use-module (fruix packages freebsd)
  #:use-module (fruix services)
  #:use-module (fruix services base)
  #:use-module (fruix services accounts)
  #:use-module (fruix services shepherd)
  #:use-module (fruix services ready)
  #:use-module (fruix store)
  #:use-module (fruix system freebsd model)
  #:use-module (fruix system freebsd base)
  #:use-module (fruix system freebsd accounts)
  #:use-module (fruix system freebsd activation)
  #:use-module (fruix system freebsd boot)
  #:use-module (fruix system freebsd check)
  #:use-module (fruix system freebsd locale)
  #:use-module (fruix system freebsd provenance)
  #:use-module (fruix system freebsd rootfs)
  #:use-module (fruix system freebsd source)
  #:use-module (fruix system freebsd source-lowering)
  #:export (operating-system->closure fold-operating-system))

(define (operating-system->closure os ctx)
  ;; A list: the derivation of the closure of OS, and its result keys as an alist from key names to
  ;; strings or lists of strings. CTX is the lowering context.
  (check-operating-system os)
  (unless (foldable? os)
    (check-mounts (operating-system-file-systems os))
    (ask ctx stopOnErrors))
  (let* ((folded (fold-operating-system os))
         (all (folded-value folded account-service-type))
         (users (filter user-account? all))
         (groups (filter user-group? all)))
    (check-accounts users groups)
    (check-rc-scripts (folded-value folded rc-script-service-type)
                      (folded-value folded rc-service-type))
    (check-mounts (filter file-system? (folded-value folded fstab-service-type)))
    (ask ctx stopOnErrors)
    (ask ctx target (freebsd-base-target-arch (operating-system-freebsd-base os)))
    (call-with-values
        (lambda () (resolve-accounts users groups (shell-lowerer ctx)))
      (lambda (accounts group-table)
        (closure os ctx folded users accounts group-table)))))

(define (shell-lowerer ctx)
  (lambda (shell)
    (if (string? shell)
        shell
        (call-with-values (lambda () (object->path shell ctx #f)) (lambda (path input) path)))))

(define (fold-operating-system os)
  ;; The final values of the services of OS, those that its fields stand for included. The operator's
  ;; own entries come last, so that they win.
  (fold-services (append (essential-services os)
                         (operating-system-services os)
                         (locale-services os)
                         (if (shepherd-pid1? os)
                             ;; One Shepherd is enough.
                             (list (simple-service 'shepherd-is-pid1 rc-conf-service-type
                                                   '(("fruix_shepherd_enable" . "NO"))))
                             '())
                         (list (simple-service 'rc-conf-entries rc-conf-service-type
                                               (operating-system-rc-conf-entries os))
                               (simple-service 'sysctl-entries sysctl-service-type
                                               (operating-system-sysctl-entries os))))))

(define (locale-services os)
  (let ((files (locale-files (operating-system-locale os))))
    (if (null? files) '() (list (simple-service 'locale etc-service-type files)))))

(define (essential-services os)
  (list
   (service etc-service-type '())
   (service account-service-type
            (append (operating-system-users os) (operating-system-groups os)))
   (service profile-service-type (operating-system-packages os))
   (service loader-conf-service-type (loader-settings os))
   (service fstab-service-type
            (append (operating-system-file-systems os) (operating-system-swap-devices os)))
   (service hosts-service-type
            (append (list (list "::1" "localhost" (operating-system-host-name os))
                          (list "127.0.0.1" "localhost" (operating-system-host-name os)))
                    (operating-system-hosts os)))
   (service motd-service-type
            (or (operating-system-motd os)
                (string-append "Fruix system " (operating-system-host-name os) ", "
                               (freebsd-base-version-label (operating-system-freebsd-base os))
                               "\n")))
   (service sysctl-service-type '())
   (service rc-conf-service-type
            (list (cons "hostname" (operating-system-host-name os))
                  (cons "fruix_activate_enable" "YES")
                  ;; The store is read-only for those who would write linker.hints there.
                  (cons "kldxref_enable" "NO")))
   (service rc-script-service-type '())
   (service rc-service-type '())
   (service activation-service-type '())
   (service ready-marker-service-type (operating-system-ready-marker os))
   (service shepherd-root-service-type '())))

;;; The parts of a closure.

(define (closure os ctx folded users accounts group-table)
  (let* ((base (operating-system-freebsd-base os))
         (kernel (lower (operating-system-kernel os) ctx (record-field-location os 'kernel)))
         (bootloader (lower (operating-system-bootloader os) ctx (record-field-location os 'bootloader)))
         (profile-packages (delete-duplicates (append (folded-value folded profile-service-type)
                                                      (operating-system-base-packages os))
                                              eq?))
         (base-inputs (map (lambda (p) (lower p ctx (package-location p os))) profile-packages))
         (development (delete-duplicates (operating-system-development-packages os) eq?))
         (development-inputs (map (lambda (p)
                                    (lower p ctx (record-field-location os 'development-packages)))
                                  development))
         (lowered (append (list (cons (operating-system-kernel os) kernel)
                                (cons (operating-system-bootloader os) bootloader))
                          (map cons profile-packages base-inputs)
                          (map cons development development-inputs)))
         (name (operating-system-host-name os))
         (profile (union ctx "fruix-profile" base-inputs))
         (etc (etc-union ctx os folded users accounts group-table profile))
         (scripts (rc-scripts ctx folded))
         (init (init-file ctx os folded))
         (development-profile (and (pair? development)
                                   (union ctx "fruix-development-profile" development-inputs)))
         (parts (append
                 (boot-entries os ctx folded kernel bootloader)
                 (list (list 'symlink "profile" (input-path profile))
                       (list 'copy "etc" (input-path etc))
                       (executable "activate" (activation os ctx folded accounts))
                       (list 'file "shepherd/init.scm" "0444" 0 0 (car init))
                       (executable "usr/local/bin/fruix" (ask ctx resource "guest/fruix.sh"))
                       (executable "usr/local/etc/rc.d/fruix-activate"
                                   (ask ctx resource "guest/rc-activate.sh"))
                       (list 'file "metadata/rootfs.mtree" "0444" 0 0
                             (rootfs-specification accounts (pair? development))))
                 (car scripts)
                 (metadata-entries os ctx folded lowered)
                 (if development-profile
                     (list (list 'symlink "development-profile" (input-path development-profile))
                           (executable "usr/local/bin/fruix-development-environment"
                                       (ask ctx resource "guest/development-environment.sh"))
                           (executable "usr/local/bin/fruix-self-hosted-native-build"
                                       (ask ctx resource "guest/native-build.sh")))
                     '())))
         (inputs (append (list kernel bootloader profile etc)
                         (cdr scripts)
                         (cdr init)
                         (if development-profile
                             ;; So that the system can build itself again.
                             (cons development-profile (sources-of os lowered ctx))
                             '()))))
    (list (derivation ctx (string-append "fruix-system-" name) "write-files" parts inputs)
          (result-keys os ctx lowered (map cdr lowered)))))

(define (package-location package os)
  ;; Where the user says that PACKAGE is part of the profile of OS.
  (cond ((memq package (operating-system-packages os)) (record-field-location os 'packages))
        ((memq package (operating-system-base-packages os)) (record-field-location os 'base-packages))
        (else (or (contributor-location (operating-system-services os) profile-service-type
                                        (lambda (p) (eq? p package)))
                  (record-field-location os 'services)))))

(define (executable path text)
  (list 'file path "0555" 0 0 text))

(define (union ctx name inputs)
  ;; Two packages may be the same item.
  (let ((inputs (delete-duplicates inputs (lambda (a b) (equal? (input-path a) (input-path b))))))
    (derivation ctx name "union"
                (append (if (null? inputs) '() (list (cons 'input (map input-path inputs))))
                        (list (list 'conflicts 'first-wins)))
                inputs)))

(define (boot-entries os ctx folded kernel bootloader)
  ;; boot/: links to the kernel's directories and the loader's files, loader.conf, fruix-pid1.
  (append
   (list (list 'symlink "boot/kernel" (string-append (input-path kernel) "/boot/kernel"))
         (list 'copy "boot" (string-append (input-path bootloader) "/boot"))
         (list 'file "boot/loader.conf" "0444" 0 0
               (settings->loader-conf
                (append (folded-value folded loader-conf-service-type)
                        (operating-system-loader-entries os))))
         (list 'file "boot/config" "0444" 0 0 %boot-config))
   (if (shepherd-pid1? os)
       (list (executable "boot/fruix-pid1" (ask ctx resource "guest/pid1.sh")))
       '())))

(define (etc-union ctx os folded users accounts group-table profile)
  ;; The directory of the closure's etc: the files of the declaration and its services, then FreeBSD's.
  (let* ((generated (etc-files ctx os folded users accounts group-table))
         (base-etc (string-append (input-path profile) "/etc")))
    ;; Copies, so that a closure's etc can be read wherever the store lies.
    (derivation ctx "fruix-etc" "union"
                (list (list 'input (input-path generated) base-etc)
                      (list 'conflicts 'first-wins)
                      (list 'mode 'copy))
                (list generated profile))))

(define (etc-files ctx os folded users accounts group-table)
  (let* ((entries (check-etc (folded-value folded etc-service-type) os))
         (master (accounts->master.passwd accounts))
         (lowered (begin
                    (ask ctx stopOnErrors)
                    (map (lambda (entry) (etc-entry ctx entry)) entries))))
    (derivation ctx "fruix-etc-files" "write-files"
                (append
                 (list (list 'file "master.passwd" "0600" 0 0 master)
                       (list 'file "passwd" "0644" 0 0 (accounts->passwd accounts))
                       (list 'file "group" "0644" 0 0 (accounts->group users group-table))
                       (list 'password-databases "pwd.db" "spwd.db" master)
                       (list 'symlink "motd" "/var/run/motd")
                       (list 'symlink "localtime"
                             (string-append "/usr/share/zoneinfo/" (operating-system-timezone os))))
                 (map car lowered))
                (append-map cdr lowered))))

(define (check-etc entries os)
  ;; ENTRIES, which must be of the form (NAME OBJECT), each NAME once, and no private keys.
  (define (wrong message contribution? hint)
    (report-declaration-error!
     message
     (or (contributor-location (operating-system-services os) etc-service-type contribution?)
         (record-field-location os 'services))
     hint))
  (define (entry? x)
    (and (list? x) (= (length x) 2) (relative-path? (car x))))
  (let loop ((rest entries) (seen '()))
    (unless (null? rest)
      (let ((entry (car rest)))
        (cond ((not (entry? entry))
               (wrong (string-append "a file of /etc must be (NAME OBJECT), not "
                                     (if (and (pair? entry) (string? (car entry)))
                                         (string-append "(" (value->words (car entry)) " …)")
                                         (value->words entry)))
                      (lambda (x) (equal? x entry))
                      "NAME is a path below /etc, as \"ntp.conf\""))
              ((member (car entry) seen)
               (wrong (string-append "two services make the file /etc/" (car entry))
                      (lambda (x) (and (entry? x) (equal? (car x) (car entry))))
                      "settings of rc.conf go into `rc-conf-entries'"))
              ((private-key? (cadr entry))
               (wrong (string-append "the file /etc/" (car entry)
                                     " holds a private key, and store items are world-readable")
                      (lambda (x) (and (entry? x) (equal? (car x) (car entry))))
                      "copy secrets to the machine by other means, once it runs"))
              ((not (or (string? (cadr entry)) (file-like? (cadr entry))))
               (wrong (string-append "the file /etc/" (car entry) " is made of "
                                     (value->words (cadr entry)) ", which is not a file-like object")
                      (lambda (x) (and (entry? x) (equal? (car x) (car entry))))
                      "a file is made by plain-file, local-file, mixed-text-file or computed-file")))
        (loop (cdr rest) (if (entry? entry) (cons (car entry) seen) seen)))))
  entries)

(define (private-key? object)
  (let ((text (cond ((string? object) object)
                    ((plain-file? object) (plain-file-content object))
                    (else ""))))
    (string-contains text "PRIVATE KEY-----")))

(define (etc-entry ctx entry)
  ;; The write-files entry of ENTRY, (NAME OBJECT), and the inputs that it needs.
  (let ((name (car entry)) (object (cadr entry)))
    (cond ((plain-file? object)
           (list (list 'file name "0444" 0 0 (plain-file-content object))))
          ((string? object) (list (list 'file name "0444" 0 0 object)))
          (else
           (call-with-values
               (lambda () (object->path object ctx #f))
             (lambda (path input)
               (list (list 'copy name path) input)))))))

(define (rc-scripts ctx folded)
  ;; A pair: the entries of usr/local/etc/rc.d, and the inputs that they need.
  (let ((entries
         (map (lambda (script)
                (let ((path (string-append "usr/local/etc/rc.d/" (rc-script-name script)))
                      (content (rc-script-content script)))
                  (cond ((string? content) (list (executable path content)))
                        ((plain-file? content)
                         (list (executable path (plain-file-content content))))
                        ((mixed-text-file? content)
                         (call-with-values
                             (lambda ()
                               (lower-text (mixed-text-file-parts content) ctx
                                           (record-location script)))
                           (lambda (text inputs) (cons (executable path text) inputs))))
                        (else
                         (call-with-values
                             (lambda () (object->path content ctx (record-location script)))
                           (lambda (file input)
                             (list (list 'symlink path file) input)))))))
              (folded-value folded rc-script-service-type))))
    (cons (map car entries) (append-map cdr entries))))

(define (activation os ctx folded accounts)
  (activation-script (ask ctx resource "guest/activate.sh")
                     accounts
                     (operating-system-root-authorized-keys os)
                     (folded-value folded activation-service-type)))

;;; Shepherd.

(define (shepherd-pid1? os)
  (eq? (operating-system-init-mode os) 'shepherd-pid1))

(define (init-services os folded)
  ;; What Shepherd is to run. Where rc starts it, it starts last and needs not wait for what rc has started.
  (let ((own (folded-value folded shepherd-root-service-type))
        (scripts (filter (lambda (s) (not (equal? (rc-service-name s) %shepherd-rc-name)))
                         (folded-value folded rc-service-type))))
    (if (shepherd-pid1? os)
        (append %rc-boot-services (map rc-service->shepherd-service scripts) own)
        (let ((started (append (append-map shepherd-service-provision %rc-boot-services)
                               (map (lambda (s) (string->symbol (rc-service-name s))) scripts))))
          (map (lambda (s) (without-requirements s started)) own)))))

(define (init-file ctx os folded)
  ;; A pair: the text of shepherd/init.scm, and the inputs that it names.
  (let* ((inputs '())
         (text (shepherd-services->init
                (map (lambda (file) (ask ctx resource file))
                     (cons "guest/shepherd.guile"
                           (if (shepherd-pid1? os) '("guest/shepherd-pid1.guile") '())))
                (init-services os folded)
                (lambda (gexp)
                  (call-with-values
                      (lambda () (lower-gexp gexp ctx #f))
                    (lambda (datum more)
                      (set! inputs (append inputs more))
                      (ask ctx text datum)))))))
    (cons text inputs)))

;;; Metadata and result keys.

(define (sources-of os lowered ctx)
  ;; The sources that LOWERED, a list of (PACKAGE . INPUT), is built from, and that of OS's base if it is
  ;; made for development, so that it can build itself again.
  (let ((source (freebsd-base-source (operating-system-freebsd-base os))))
    (delete-duplicates
     (append (materialized-sources ctx (map cdr lowered))
             (if (and (pair? (operating-system-development-packages os)) (freebsd-source? source))
                 (list (freebsd-source->derivation source ctx (record-location os)))
                 '()))
     (lambda (a b) (equal? (input-path a) (input-path b))))))

(define (metadata-entries os ctx folded lowered)
  (define (entry name datum)
    (list 'file (string-append "metadata/" name) "0444" 0 0 (ask ctx prettyText datum)))
  (let ((base (operating-system-freebsd-base os)))
    (list (entry "host-base-provenance.scm" (host-provenance ctx lowered))
          (entry "store-layout.scm"
                 (store-layout os lowered (map input-path (sources-of os lowered ctx))))
          (entry "freebsd-base.scm" (base-metadata base))
          (entry "freebsd-source.scm" (source-metadata (freebsd-base-source base)))
          (entry "freebsd-source-materializations.scm"
                 (source-materializations ctx (sources-of os lowered ctx)))
          (entry "services.scm" (services-metadata folded))
          (list 'file "metadata/system.scm" "0444" 0 0 (ask ctx declarationText)))))

(define (result-keys os ctx lowered inputs)
  (let* ((base (operating-system-freebsd-base os))
         (base-packages (filter (lambda (entry)
                                  (memq (car entry) (operating-system-base-packages os)))
                                lowered)))
    (define (stores key paths)
      (list (cons (string-append key "_count") (number->string (length paths)))
            (cons (string-append key "s") paths)))
    (append
     (stores "base_package_store" (map (lambda (e) (input-path (cdr e))) base-packages))
     (stores "host_base_store" (stores-of 'host-base lowered))
     (stores "native_base_store" (stores-of 'native-base lowered))
     (stores "fruix_runtime_store" (stores-of 'runtime lowered))
     (stores "materialized_source_store" (map input-path (sources-of os lowered ctx)))
     (list (cons "init_mode" (symbol->string (operating-system-init-mode os)))
           (cons "ready_marker" (operating-system-ready-marker os))
           (cons "freebsd_base_name" (freebsd-base-name base))
           (cons "freebsd_base_version_label" (freebsd-base-version-label base))
           (cons "freebsd_base_release" (freebsd-base-release base))
           (cons "freebsd_base_branch" (freebsd-base-branch base))
           (cons "freebsd_base_source_root" (freebsd-base-source-root base))
           (cons "freebsd_base_target" (freebsd-base-target base))
           (cons "freebsd_base_target_arch" (freebsd-base-target-arch base))
           (cons "freebsd_base_kernconf" (freebsd-base-kernconf base)))
     (host-keys ctx lowered))))
