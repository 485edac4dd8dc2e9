//! Android's log, as `adb logcat` (AOSP, `liblog/logprint.cpp`) and Android Studio show it: a header before each line.

use crate::format::catalogue::Entry;
use crate::format::error::Dialect;

/// Rows of the catalogue.
#[rustfmt::skip]
pub(crate) const ROWS: &[Entry] = &[
    Entry {
        name: "logcat-threadtime", dialect: Dialect::PythonPercent, about: "Android: logcat -v threadtime",
        pattern: "%(asctime)s %(process)5d %(thread)5d %(levelname).1s %(name)-8s: %(message)s",
        datefmt: None,
        samples: &[
            "11-28 16:13:39.100  1702  2395 E AndroidRuntime: FATAL EXCEPTION: main",
            "2026-11-28 16:13:38.811  1702  2395 D Zygote  : x: y",
        ],
        negatives: &[
            "11-28 16:13:39.100  1702  2395 X AndroidRuntime: x",
            "11-28 16:13:39.100  1702  2395 Ended: x",
        ],
    },
    Entry {
        name: "logcat-time", dialect: Dialect::PythonPercent, about: "Android: logcat -v time",
        pattern: "%(asctime)s %(levelname).1s/%(name)-8s(%(process)5d): %(message)s",
        datefmt: None,
        samples: &[
            "11-28 16:13:39.100 E/AndroidRuntime( 1702): FATAL EXCEPTION: main",
            "11-28 16:13:38.811 D/Zygote  (12345): x: y",
        ],
        negatives: &[
            "11-28 16:13:39.100 X/AndroidRuntime( 1702): x",
            "11-28 16:13:39.100 E/AndroidRuntime: x",
        ],
    },
    Entry {
        name: "logcat-brief", dialect: Dialect::PythonPercent, about: "Android: logcat -v brief, no time",
        pattern: "%(levelname).1s/%(name)-8s(%(process)5d): %(message)s",
        datefmt: None,
        samples: &[
            "E/AndroidRuntime( 1702): FATAL EXCEPTION: main",
            "D/Zygote  (12345): x: y",
        ],
        negatives: &[
            "X/AndroidRuntime( 1702): x",
            "E/AndroidRuntime: x",
        ],
    },
    Entry {
        name: "logcat-studio", dialect: Dialect::PythonPercent, about: "Android Studio: process and thread, the package",
        pattern: "%(asctime)s %(process)d-%(thread)d/%(package)s %(levelname).1s/%(name)s: %(message)s",
        datefmt: None,
        samples: &[
            "2026-11-28 16:13:39.100 1702-2395/com.acme.shop E/AndroidRuntime: FATAL EXCEPTION: main",
            "11-28 16:13:38.811 1702-1702/? D/Zygote: x: y",
        ],
        negatives: &[
            "11-28 16:13:39.100 1702-2395/com.acme.shop X/AndroidRuntime: x",
        ],
    },
    Entry {
        name: "logcat-studio-columns", dialect: Dialect::PythonPercent, about: "Android Studio since 2022: columns",
        pattern: "%(asctime)s %(process)5d-%(thread)-5d %(name)-23s %(package)-30s %(levelname).1s  %(message)s",
        datefmt: None,
        samples: &[
            "2026-11-28 16:13:39.100  1702-2395  AndroidRuntime          com.acme.shop                        E  FATAL EXCEPTION: main",
            "2026-11-28 16:13:38.811 12345-12345 Zygote                  pid-12345                            D  x: y",
        ],
        negatives: &[
            "2026-11-28 16:13:39.100  1702-2395  AndroidRuntime          com.acme.shop                        X  x",
        ],
    },
];
