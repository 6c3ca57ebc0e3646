;;; Commentary:
;;; GNU Shepherd: beside FreeBSD's rc as one of its daemons, or as PID 1. The procedures that the
;;; configuration file uses lie in guest/shepherd.guile and, for PID 1, in guest/shepherd-pid1.guile.

(define-module (fruix services shepherd)
  #:use-module (fruix types)
  #:use-module (fruix gexp)
  #:use-module (fruix services)
  #:use-module (fruix services base)
  #:use-module (fruix packages package)
  #:export (shepherd-service shepherd-service? shepherd-service-provision
            shepherd-service-requirement shepherd-service-documentation shepherd-service-start
            shepherd-service-stop shepherd-service-one-shot? shepherd-service-respawn?
            shepherd-root-service-type shepherd-service-type
            shepherd-configuration shepherd-configuration? shepherd-configuration-guile
            shepherd-configuration-shepherd shepherd-configuration-extensions
            rc-service->shepherd-service without-requirements shepherd-services->init
            %shepherd-rc-name %rc-boot-services))

(define (symbols? x)
  (and (list? x) (every symbol? x)))

(define (names? x)
  (and (symbols? x) (pair? x)))

(define-record-type* <shepherd-service>
  shepherd-service make-shepherd-service shepherd-service?
  (provision shepherd-service-provision (type names? "a list of at least one symbol")
             (doc "Names it is known by; the first is the canonical one."))
  (requirement shepherd-service-requirement (default '()) (type symbols? "a list of symbols")
               (doc "Names of services that start before it."))
  (documentation shepherd-service-documentation (default "") (type string? "a string")
                 (doc "What it is, in a sentence."))
  (start shepherd-service-start (type gexp? "a gexp")
         (doc "Gexp of the procedure that starts it."))
  (stop shepherd-service-stop (default #~(make-kill-destructor)) (type gexp? "a gexp")
        (doc "Gexp of the procedure that stops it."))
  (one-shot? shepherd-service-one-shot? (default #f) (type boolean? "a boolean")
             (doc "Whether it is done once it has started."))
  (respawn? shepherd-service-respawn? (default #t) (type boolean? "a boolean")
            (doc "Whether it is started again when it ends by itself.")))

(define shepherd-root-service-type
  (service-type
   (name 'shepherd-root)
   (value-check (list (list-of shepherd-service?) "a list of shepherd-services"))
   (takes (list (list-of shepherd-service?) "a list of shepherd-services"))
   (compose (lambda (lists) (apply append lists)))
   (extend append)
   (default-value '())
   (description "What Shepherd runs: a list of shepherd-services.")))

(define-record-type* <shepherd-configuration>
  shepherd-configuration make-shepherd-configuration shepherd-configuration?
  (guile shepherd-configuration-guile (default guile-runtime)
         (type freebsd-package? "a package") (doc "Package of Guile for FreeBSD."))
  (extensions shepherd-configuration-extensions (default guile-extra-runtime)
              (type (optional freebsd-package?) "a package or #f")
              (doc "Package of further Guile libraries, as Fibers; #f for none."))
  (shepherd shepherd-configuration-shepherd (default shepherd-runtime)
            (type freebsd-package? "a package") (doc "Package of Shepherd for FreeBSD.")))

;;; The runtime: staged from prefixes of the host that hold software built for FreeBSD.

(define %runtime-paths
  ;; Not sbin: Shepherd's halt, reboot and shutdown would take the place of FreeBSD's.
  '("bin" "lib" "share/guile"))

(define guile-runtime
  (freebsd-package
   (name "fruix-guile-runtime")
   (synopsis "Guile, staged from the prefix of GUILE_BIN")
   (origin (staged-prefix (variable "GUILE_BIN") (paths %runtime-paths)))))

(define guile-extra-runtime
  (freebsd-package
   (name "fruix-guile-extra-runtime")
   (synopsis "Guile libraries, staged from GUILE_EXTRA_PREFIX")
   (origin (staged-prefix (variable "GUILE_EXTRA_PREFIX") (paths %runtime-paths)))))

(define shepherd-runtime
  (freebsd-package
   (name "fruix-shepherd-runtime")
   (synopsis "Shepherd, staged from SHEPHERD_PREFIX")
   (origin (staged-prefix (variable "SHEPHERD_PREFIX") (paths %runtime-paths)))))

(define %shepherd-rc-name
  ;; Of the rc-service that runs Shepherd where init(8) is PID 1.
  "fruix-shepherd")

(define %shepherd-rc-script
  ;; All that rc starts is up when it starts Shepherd, see without-requirements.
  "#!/bin/sh

# PROVIDE: fruix_shepherd
# REQUIRE: LOGIN
# KEYWORD: shutdown

. /etc/rc.subr

name=\"fruix_shepherd\"
rcvar=\"fruix_shepherd_enable\"
pidfile=\"/var/run/fruix-shepherd.pid\"
procname=\"/run/current-system/profile/bin/guile\"
command=\"/usr/sbin/daemon\"
# daemon(8) detaches it: Shepherd must not end with the rc that starts it.
command_args=\"-c -f -p $pidfile -o /var/log/shepherd-bootstrap.out \\
  $procname --no-auto-compile \\
  /run/current-system/profile/bin/shepherd \\
  --config=/run/current-system/shepherd/init.scm \\
  --socket=/run/shepherd/socket --logfile=/var/log/shepherd.log\"
start_precmd=\"mkdir -p -m 0700 /run/shepherd\"

load_rc_config $name
: ${fruix_shepherd_enable:=\"NO\"}
run_rc_command \"$1\"
")

(define (shepherd-packages config)
  (filter (lambda (package) package)
          (list (shepherd-configuration-guile config)
                (shepherd-configuration-extensions config)
                (shepherd-configuration-shepherd config))))

(define shepherd-service-type
  (service-type
   (name 'shepherd)
   (value-check (list shepherd-configuration? "a shepherd-configuration"))
   (extensions
    (list (service-extension profile-service-type shepherd-packages)
          (service-extension rc-service-type
                             (lambda (config)
                               (list (rc-service
                                      (name %shepherd-rc-name)
                                      (enable-variable "fruix_shepherd_enable")
                                      (script %shepherd-rc-script)))))))
   (default-value (shepherd-configuration))
   (description "GNU Shepherd, with Guile, from prefixes of the host.")))

;;; The configuration file.

(define %rc-boot-services
  ;; What Shepherd runs first when it is PID 1: the boot, and log-ins on the terminals.
  (list
   (shepherd-service
    (provision '(rc networking))
    (documentation "FreeBSD's /etc/rc; its end is that of every process.")
    (respawn? #f)
    (start #~rc-start)
    (stop #~rc-stop))
   (shepherd-service
    (provision '(terminals))
    (requirement '(rc))
    (documentation "The terminals of /etc/ttys, each a service of its own.")
    (one-shot? #t)
    (respawn? #f)
    (start #~start-terminals)
    (stop #~(const #f)))))

(define (rc-service->shepherd-service s)
  ;; The shepherd-service that controls the rc.d script of S, whatever rc.conf says of it.
  (let ((name (rc-service-name s)))
    (shepherd-service
     (provision (list (string->symbol name)))
     (requirement (cons 'rc (rc-service-requirement s)))
     (documentation (string-append "The rc.d script " name "."))
     (respawn? #f)
     (start #~(rc-script-start #$name))
     (stop #~(rc-script-stop #$name)))))

(define (without-requirements s names)
  ;; The shepherd-service S, without its requirements among NAMES, which are fulfilled already.
  (shepherd-service
   (inherit s)
   (requirement (filter (lambda (name) (not (memq name names))) (shepherd-service-requirement s)))))

(define (shepherd-services->init preludes services lower)
  ;; The text of shepherd/init.scm: PRELUDES, a list of texts, and SERVICES; LOWER turns a gexp into the
  ;; text of an expression.
  (define (service->text s)
    (string-append
     "  (service\n"
     "   '" (symbols->text (shepherd-service-provision s)) "\n"
     "   #:requirement '" (symbols->text (shepherd-service-requirement s)) "\n"
     "   #:documentation " (scheme-string (shepherd-service-documentation s)) "\n"
     "   #:one-shot? " (if (shepherd-service-one-shot? s) "#t" "#f") "\n"
     "   #:respawn? " (if (shepherd-service-respawn? s) "#t" "#f") "\n"
     "   #:start " (lower (shepherd-service-start s)) "\n"
     "   #:stop " (lower (shepherd-service-stop s)) ")\n"))
  (string-append
   ";; fruix-shepherd-init 2\n\n"
   (string-join preludes "\n" 'suffix)
   "(register-services\n (list\n"
   (apply string-append (map service->text services))
   " ))\n\n"
   "(define fruix-services\n  '"
   (symbols->text (map (lambda (s) (car (shepherd-service-provision s))) services))
   ")\n\n"
   "(start-in-the-background fruix-services)\n"))

(define (symbols->text symbols)
  (string-append "(" (string-join (map symbol->string symbols) " ") ")"))

(define (scheme-string text)
  (string-append
   "\""
   (apply string-append
          (map (lambda (c)
                 (cond ((memv c '(#\" #\\)) (string #\\ c))
                       ((char=? c #\newline) "\\n")
                       (else (string c))))
               (string->list text)))
   "\""))
