;;; Commentary:
;;; The services that most systems begin with.

(define-module (fruix services defaults)
  #:use-module (fruix services)
  #:use-module (fruix services base)
  #:use-module (fruix services network)
  #:export (%base-services))

(define %base-services
  ;; syslogd, cron and addresses by DHCP.
  (list (service syslog-service-type)
        (service cron-service-type)
        (service dhcp-service-type)))
