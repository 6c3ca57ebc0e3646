;;; Commentary:
;;; Media that machines boot from: each a derivation that combines what an operating-system was lowered to.

(define-module (fruix system freebsd media)
  #:use-module (fruix store)
  #:use-module (fruix system freebsd model)
  #:export (operating-system->disk-image size-parameter))

(define (size-parameter name bytes)
  ;; The parameter NAME of a builder; none when BYTES is #f.
  (if bytes (list (list name bytes)) '()))

(define (operating-system->disk-image os closure ctx root-size disk-capacity swap-size
                                      format bios?)
  ;; The derivation of a disk that boots CLOSURE, the derivation of OS's closure. The sizes are in bytes;
  ;; #f lets the builder choose, and leaves swap out. FORMAT is a symbol; with BIOS? a BIOS boots it, too.
  (derivation ctx (string-append "fruix-disk-image-" (operating-system-host-name os)) "disk-image"
              (append (list (list 'closure (input-path closure))
                            (list 'format format))
                      (if bios? (list (list 'firmware 'uefi+bios)) '())
                      (size-parameter 'root-size root-size)
                      (size-parameter 'disk-capacity disk-capacity)
                      (size-parameter 'swap-size swap-size))
              (list closure)))
