;;; Commentary:
;;; What a declaration imports: the records of a system, FreeBSD's packages, services and file-like
;;; objects. Further services are under (fruix services …).

(define-module (fruix system freebsd)
  #:use-module (fruix gexp)
  #:use-module (fruix packages package)
  #:use-module (fruix packages freebsd)
  #:use-module (fruix packages native)
  #:use-module (fruix packages promoted)
  #:use-module (fruix services)
  #:use-module (fruix services base)
  #:use-module (fruix services accounts)
  #:use-module (fruix services defaults)
  #:use-module (fruix system freebsd model)
  #:use-module (fruix system freebsd base)
  #:use-module (fruix system freebsd source)
  #:use-module (fruix system freebsd executor)
  #:re-export (operating-system operating-system? user-account user-account? user-group user-group?
               file-system file-system? swap-device swap-device? %default-file-systems
               operating-system-host-name operating-system-freebsd-base operating-system-kernel
               operating-system-bootloader operating-system-base-packages
               operating-system-packages operating-system-users operating-system-groups
               operating-system-file-systems operating-system-services
               freebsd-base freebsd-base? freebsd-base-name freebsd-base-version-label
               freebsd-base-release freebsd-base-branch freebsd-base-source
               freebsd-source freebsd-source? freebsd-distribution freebsd-distribution?
               distribution-set distribution-set?
               native-build-executor native-build-executor? %host-executor
               freebsd-package freebsd-package? freebsd-package-name host-staged
               distribution-slice native-slice staged-prefix literal-files
               freebsd-kernel freebsd-bootloader freebsd-runtime freebsd-libc freebsd-userland
               freebsd-rc-scripts freebsd-networking freebsd-openssh freebsd-kernel-headers
               freebsd-headers freebsd-toolchain freebsd-share-mk
               %freebsd-host-staged-core-packages %freebsd-host-staged-system-packages
               %freebsd-host-staged-development-profile-packages
               %freebsd-host-staged-all-packages %freebsd-host-staged-replacement-order
               freebsd-host-staged-package? host-staged-packages-from
               freebsd-distribution-kernel-for freebsd-distribution-bootloader-for
               freebsd-distribution-runtime-for freebsd-distribution-headers-for
               freebsd-distribution-toolchain-for freebsd-distribution-system-packages-for
               freebsd-distribution-development-packages-for
               freebsd-native-kernel-for freebsd-native-bootloader-for
               freebsd-native-runtime-for freebsd-native-headers-for
               freebsd-native-toolchain-for freebsd-native-world-for
               freebsd-native-system-packages-for freebsd-native-development-packages-for
               freebsd-native-result freebsd-native-result?
               freebsd-promoted-kernel-for freebsd-promoted-bootloader-for
               freebsd-promoted-runtime-for freebsd-promoted-headers-for
               freebsd-promoted-static-libraries-for freebsd-promoted-toolchain-for
               freebsd-promoted-system-packages-for freebsd-promoted-development-packages-for
               service service? service-type service-type? service-extension service-kind
               service-value simple-service modify-services
               etc-service-type rc-conf-service-type loader-conf-service-type
               sysctl-service-type fstab-service-type hosts-service-type motd-service-type
               activation-service-type profile-service-type rc-script-service-type rc-script
               rc-service-type rc-service syslog-service-type syslog-configuration
               cron-service-type cron-job account-service-type %base-services
               plain-file local-file mixed-text-file file-append file-union directory-union
               computed-file program-file output))
