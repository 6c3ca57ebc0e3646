;;; Commentary:
;;; The service types that every system has: the files of /etc, rc.conf, loader.conf, sysctl.conf, fstab,
;;; hosts, the message of the day, rc.d scripts, activation, the profile, syslogd and cron.

(define-module (fruix services base)
  #:use-module (fruix types)
  #:use-module (fruix gexp)
  #:use-module (fruix services)
  #:use-module (fruix packages package)
  #:use-module (fruix system freebsd model)
  #:export (etc-service-type rc-conf-service-type loader-conf-service-type sysctl-service-type
            fstab-service-type hosts-service-type motd-service-type activation-service-type
            profile-service-type rc-script-service-type rc-service-type
            rc-script rc-script? rc-script-name rc-script-content
            rc-service rc-service? rc-service-name rc-service-variables rc-service-script
            rc-service-requirement rc-service-enable-variable
            syslog-service-type syslog-configuration syslog-configuration?
            cron-service-type cron-job cron-job?
            sh-quote settings->rc-conf settings->loader-conf))

(define (concatenate lists)
  (apply append lists))

(define (list-service-type name element? noun description . extensions)
  ;; A type whose value is a list, called NOUN, of what is ELEMENT?, that others append to.
  (service-type
   (name name)
   (value-check (list (list-of element?) noun))
   (takes (list (list-of element?) noun))
   (extensions extensions)
   (compose concatenate)
   (extend append)
   (default-value '())
   (description description)))

(define (named-object? x)
  ;; Its parts are looked at when it is lowered.
  (and (pair? x) (list? x)))

(define etc-service-type
  (list-service-type 'etc named-object? "a list of (NAME OBJECT)" "Files of /etc: a list of (NAME OBJECT)."))

(define activation-service-type
  (list-service-type 'activation string? "a list of lines"
                     "Lines of sh that bring the running machine in step: a list of strings."))

(define profile-service-type
  (list-service-type 'profile freebsd-package? "a list of packages" "Packages of the system profile."))

;;; Settings: (NAME . VALUE).

(define (sh-quote value)
  ;; VALUE between double quotes, as sh(1) reads it back.
  (string-append
   "\""
   (apply string-append
          (map (lambda (c)
                 (if (memv c '(#\" #\\ #\$ #\`)) (string #\\ c) (string c)))
               (string->list value)))
   "\""))

(define (settings->lines settings quoted)
  (string-join (map (lambda (setting)
                      (string-append (car setting) "=" (quoted (cdr setting))))
                    (merge-settings settings))
               "\n" 'suffix))

(define (merge-settings settings)
  ;; SETTINGS sorted by name, the last one of each name.
  (let loop ((rest (reverse settings)) (kept '()))
    (cond ((null? rest) (sort kept (lambda (a b) (string<? (car a) (car b)))))
          ((assoc (caar rest) kept) (loop (cdr rest) kept))
          (else (loop (cdr rest) (cons (car rest) kept))))))

(define (settings->rc-conf settings)
  (string-append "# Made by Fruix from the system's declaration.\n"
                 (settings->lines settings sh-quote)))

(define (loader-quote value)
  (string-append "\"" value "\""))

(define (settings->loader-conf settings)
  (string-append "# Made by Fruix from the system's declaration.\n"
                 (settings->lines settings loader-quote)))

(define* (setting? name? #:optional (value? single-line?))
  (lambda (x) (and (pair? x) (name? (car x)) (value? (cdr x)))))

(define rc-conf-service-type
  (list-service-type
   'rc-conf (setting? variable-name?) "a list of (NAME . VALUE)"
   "Variables of rc.conf(5): a list of (NAME . VALUE), a later one wins."
   (service-extension etc-service-type
                      (lambda (settings)
                        (list (list "rc.conf"
                                    (plain-file "rc.conf" (settings->rc-conf settings))))))))

(define loader-conf-service-type
  (list-service-type
   'loader-conf (setting? environment-name? loader-value?)
   "a list of (NAME . VALUE) without double quotes"
   "Variables of loader.conf(5): a list of (NAME . VALUE), a later one wins."))

(define sysctl-service-type
  (list-service-type
   'sysctl (setting? environment-name?) "a list of (NAME . VALUE)"
   "Values of sysctl.conf(5): a list of (NAME . VALUE), a later one wins."
   (service-extension etc-service-type
                      (lambda (settings)
                        (list (list "sysctl.conf"
                                    (plain-file "sysctl.conf"
                                                (settings->lines settings (lambda (v) v)))))))))

(define (fstab-field text)
  ;; TEXT as fstab(5) reads it back: one word, whatever blanks and backslashes it has.
  (octal-escaped text (lambda (c) (not (memv c '(#\space #\tab #\\))))))

(define (file-system->line fs)
  (string-join (list (fstab-field (file-system-device fs)) (fstab-field (file-system-mount-point fs))
                     (file-system-type fs) (fstab-field (file-system-options fs)) (number->string (file-system-dump fs))
                     (number->string (file-system-pass fs)))
               "\t"))

(define (swap-device->line swap)
  (string-join (list (fstab-field (swap-device-device swap)) "none" "swap"
                     (fstab-field (swap-device-options swap)) "0" "0")
               "\t"))

(define (fstab mounts)
  (string-append
   "# Device\tMountpoint\tFStype\tOptions\tDump\tPass#\n"
   (string-join (map (lambda (m) (if (swap-device? m) (swap-device->line m) (file-system->line m)))
                     mounts)
                "\n" 'suffix)))

(define fstab-service-type
  (list-service-type
   'fstab (lambda (x) (or (file-system? x) (swap-device? x))) "a list of file systems and swap devices"
   "File systems and swap devices of fstab(5)."
   (service-extension etc-service-type
                      (lambda (mounts)
                        (list (list "fstab" (plain-file "fstab" (fstab mounts))))))))

(define (hosts entries)
  (string-join (map (lambda (entry) (string-join entry "\t")) entries) "\n" 'suffix))

(define hosts-service-type
  (list-service-type
   'hosts (list-of single-line?) "a list of (ADDRESS NAME ...)"
   "Lines of hosts(5): a list of (ADDRESS NAME ...)."
   (service-extension etc-service-type
                      (lambda (entries)
                        (list (list "hosts" (plain-file "hosts" (hosts entries))))))))

(define motd-service-type
  (service-type
   (name 'motd)
   (value-check (list string? "a string"))
   (extensions (list (service-extension
                      etc-service-type
                      (lambda (text)
                        (list (list "motd.template" (plain-file "motd.template" text)))))))
   (default-value "")
   (description "The message of the day, shown at login.")))

;;; rc.d

(define-record-type* <rc-script>
  rc-script make-rc-script rc-script?
  (name rc-script-name (type item-name? "a file name")
        (doc "Name of the script under /usr/local/etc/rc.d."))
  (content rc-script-content
           (doc "The script: a string or a file-like object.")))

(define rc-script-service-type
  (list-service-type 'rc-script rc-script? "a list of rc-scripts"
                     "A user's own scripts under /usr/local/etc/rc.d: rc-script records."))

(define-record-type* <rc-service>
  rc-service make-rc-service rc-service?
  (name rc-service-name (type item-name? "a script's name")
        (doc "Name of the rc.d script."))
  (enable-variable rc-service-enable-variable (thunked)
                   (default (string-append (rc-service-name this-record) "_enable"))
                   (type variable-name? "a variable of rc.conf")
                   (doc "Variable of rc.conf that enables it."))
  (variables rc-service-variables (default '())
             (type (alist-of-strings? variable-name?) "a list of (NAME . VALUE)")
             (doc "Further variables of rc.conf."))
  (requirement rc-service-requirement (default '()) (type (list-of symbol?) "a list of symbols")
               (doc "Names of services that start before it when Shepherd is PID 1."))
  (script rc-service-script (default #f)
          (doc "The script itself when FreeBSD does not have it: a string or a file-like object.")))

(define (rc-service->settings s)
  (cons (cons (rc-service-enable-variable s) "YES") (rc-service-variables s)))

(define (rc-service->scripts s)
  (if (rc-service-script s)
      (list (rc-script (name (rc-service-name s)) (content (rc-service-script s))))
      '()))

(define rc-service-type
  (list-service-type
   'rc-service rc-service? "a list of rc-services"
   "Daemons with an rc.d script: started by rc, or by Shepherd where that is PID 1."
   (service-extension rc-conf-service-type
                      (lambda (services) (append-map rc-service->settings services)))
   (service-extension rc-script-service-type
                      (lambda (services) (append-map rc-service->scripts services)))))

;;; syslogd and cron

(define-record-type* <syslog-configuration>
  syslog-configuration make-syslog-configuration syslog-configuration?
  (flags syslog-configuration-flags (default "-ss") (type single-line? "a line of text")
         (doc "Flags of syslogd(8); -ss opens no socket of the network."))
  (entries syslog-configuration-entries (default '()) (type (list-of single-line?) "a list of lines")
           (doc "Further lines of syslog.conf(5).")))

(define syslog-service-type
  (service-type
   (name 'syslog)
   (value-check (list syslog-configuration? "a syslog-configuration"))
   (extensions
    (list (service-extension rc-service-type
                             (lambda (config)
                               (list (rc-service
                                      (name "syslogd")
                                      (variables (list (cons "syslogd_flags"
                                                             (syslog-configuration-flags config))))))))
          (service-extension etc-service-type
                             (lambda (config)
                               (let ((entries (syslog-configuration-entries config)))
                                 (if (null? entries)
                                     '()
                                     (list (list "syslog.d/fruix.conf"
                                                 (plain-file "fruix.conf"
                                                             (string-join entries "\n"
                                                                          'suffix))))))))))
   (default-value (syslog-configuration))
   (description "The system log daemon.")))

(define-record-type* <cron-job>
  cron-job make-cron-job cron-job?
  (schedule cron-job-schedule (type single-line? "five fields of crontab(5)")
            (doc "When it runs, as \"0 3 * * *\" or \"@daily\"."))
  (user cron-job-user (default "root") (type account-name? "an account name")
        (doc "Account that it runs as."))
  (command cron-job-command (type single-line? "a line of sh")
           (doc "What is run.")))

(define (cron-job->line job)
  (string-join (list (cron-job-schedule job) (cron-job-user job) (cron-job-command job)) "\t"))

(define (cron-jobs->files jobs)
  (if (null? jobs)
      '()
      (list (list "cron.d/fruix"
                  (plain-file "fruix-cron"
                              (string-append
                               "SHELL=/bin/sh\n"
                               "PATH=/sbin:/bin:/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin\n"
                               (string-join (map cron-job->line jobs) "\n" 'suffix)))))))

(define cron-service-type
  (list-service-type
   'cron cron-job? "a list of cron-jobs"
   "cron(8) and the jobs that others give it: a list of cron-jobs."
   (service-extension rc-service-type (lambda (jobs) (list (rc-service (name "cron")))))
   (service-extension etc-service-type cron-jobs->files)))
