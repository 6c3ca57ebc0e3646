;;; Commentary:
;;; The ready marker: a file, and a line on the console, that say that everything has started.

(define-module (fruix services ready)
  #:use-module (fruix types)
  #:use-module (fruix services)
  #:use-module (fruix services base)
  #:export (ready-marker-service-type))

(define (ready-script marker)
  (string-append
   "#!/bin/sh

# PROVIDE: fruix_ready
# REQUIRE: LOGIN
# KEYWORD: nojail

. /etc/rc.subr

name=\"fruix_ready\"
rcvar=\"fruix_ready_enable\"
start_cmd=\"fruix_ready_start\"
stop_cmd=\":\"

fruix_ready_start()
{
\t# No order of scripts has this one last; daemon(8), since it outlives rc.
\t/usr/sbin/daemon -f /bin/sh -c '
\t\tpwait \"$1\" 2> /dev/null
\t\tmkdir -p \"${2%/*}\" &&
\t\treadlink /run/current-system > \"$2.new\" &&
\t\tmv \"$2.new\" \"$2\" &&
\t\techo \"fruix: ready\" > /dev/console' sh \"$RC_PID\" " (sh-quote marker) "
}

load_rc_config $name
: ${fruix_ready_enable:=\"NO\"}
run_rc_command \"$1\"
"))

(define ready-marker-service-type
  (service-type
   (name 'ready-marker)
   (value-check (list absolute-path? "an absolute path"))
   (extensions
    (list (service-extension rc-service-type
                             (lambda (marker)
                               (list (rc-service
                                      (name "fruix-ready")
                                      (enable-variable "fruix_ready_enable")
                                      (script (ready-script marker))))))))
   (default-value "/var/lib/fruix/ready")
   (description "Makes the ready marker, whose path is the value, at the end of the boot.")))
