//! Python programs and machine-learning services with formats of their own: structlog, absl, Jupyter, `vLLM`, Airflow, Scrapy.

use crate::format::catalogue::Entry;
use crate::format::error::Dialect;

/// Rows of the catalogue.
#[rustfmt::skip]
pub(crate) const ROWS: &[Entry] = &[
    Entry {
        name: "structlog", dialect: Dialect::PythonPercent, about: "structlog's ConsoleRenderer: the event, perhaps [logger], key=value",
        pattern: "%(asctime)s [%(levelname)-9s] %(message)s%(event_pairs)s",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:12 [error    ] payment failed                 note='two words' order=7",
            "2026-11-23 11:36:12 [info     ] started                        [app.main] version=1.2",
            "2026-11-23T11:36:12.974136Z [critical ] stop",
        ],
        negatives: &[
            "2026-11-23 11:36:12 [carried  ] payment failed                 order=7",
            "  2026-11-23 11:36:12 [error    ] payment failed                 order=7",
        ],
    },
    Entry {
        name: "structlog-timeless", dialect: Dialect::PythonPercent, about: "structlog's ConsoleRenderer without a time",
        pattern: "[%(levelname)-9s] %(message)s%(event_pairs)s",
        datefmt: None,
        samples: &[
            "[error    ] payment failed                 note='two words' order=7",
            "[warning  ] a longer event text that is wider than the padding n=1",
        ],
        negatives: &[
            "[carried  ] payment failed                 order=7",
            "  [error    ] payment failed                 order=7",
        ],
    },
    Entry {
        name: "glog-seconds", dialect: Dialect::PythonPercent, about: "absl and glog without a fraction",
        pattern: "%(levelname).1s%(asctime)s %(thread)7d %(filename)s:%(lineno)d] %(message)s",
        datefmt: Some("%m%d %H:%M:%S"),
        samples: &[
            "E0517 10:00:00 12345 train.py:12] step 3 failed",
            "W0517 10:00:01     1 main.cc:3] slow: y",
        ],
        negatives: &[
            "Error517 10:00:00 12345 train.py:12] x",
            "E0517 10:00:00 train.py:12] x",
        ],
    },
    Entry {
        name: "nemo", dialect: Dialect::PythonPercent, about: "NVIDIA NeMo: a letter, time and place in one bracket",
        pattern: "[NeMo %(levelname).1s %(asctime)s %(filename)s:%(lineno)d] %(message)s",
        datefmt: None,
        samples: &[
            "[NeMo E 2026-05-17 10:00:00 exp_manager:173] step 3 failed",
            "[NeMo W 2026-05-17 10:00:00 nemo_logging.py:349] slow: y",
        ],
        negatives: &[
            "[NeMo 2026-05-17 10:00:00 exp_manager:173] x",
        ],
    },
    Entry {
        name: "torch-rank", dialect: Dialect::PythonPercent, about: "PyTorch behind the rank of its process, as torchrun prints it",
        pattern: "[rank%(rank)s]:%(levelname).1s%(asctime)s %(process)d %(pathname)s:%(lineno)d] %(message)s",
        datefmt: Some("%m%d %H:%M:%S.%f"),
        samples: &[
            "[rank0]:E0517 10:00:00.123456 12345 torch/distributed/run.py:793] failed",
            "[rank11]:W0517 10:00:00.123456 4711 torch/_logging/_internal.py:1081] slow: y",
        ],
        negatives: &[
            "[rank0]: E0517 is no time",
        ],
    },
    Entry {
        name: "torch-rank-bracket", dialect: Dialect::PythonPercent, about: "the same with the header in a bracket",
        pattern: "[rank%(rank)s]:[%(levelname).1s%(asctime)s %(process)d %(pathname)s:%(lineno)d] %(message)s",
        datefmt: Some("%m%d %H:%M:%S.%f"),
        samples: &[
            "[rank0]:[E0517 10:00:00.123456 12345 /srv/model/resnet.py:104] failed",
        ],
        negatives: &[
            "[rank0]:[E0517] x",
        ],
    },
    Entry {
        name: "glog", dialect: Dialect::PythonPercent, about: "absl and glog: a letter with the date right behind it; TensorFlow, JAX, Kubernetes",
        pattern: "%(levelname).1s%(asctime)s %(thread)7d %(filename)s:%(lineno)d] %(message)s",
        datefmt: Some("%m%d %H:%M:%S.%f"),
        samples: &[
            "E0517 10:00:00.123456 12345 train.py:12] step 3 failed",
            "I0517 10:00:00.123457 140571767083712 data_loader.py:7] x",
            "W0517 10:00:01.000001     1 main.cc:3] slow: y",
        ],
        negatives: &[
            "Error517 10:00:00.123456 12345 train.py:12] x",
            "E05 10:00:00 x",
        ],
    },
    Entry {
        name: "tornado", dialect: Dialect::PythonPercent, about: "Tornado: a letter, a date without marks, module and line",
        pattern: "[%(levelname).1s %(asctime)s %(module)s:%(lineno)d] %(message)s",
        datefmt: None,
        samples: &[
            "[E 230101 10:00:00 web:1871] Uncaught exception GET / (127.0.0.1)",
            "[I 230101 10:00:00 web:2239] 200 GET / (127.0.0.1) 0.50ms",
        ],
        negatives: &[
            "[E 230101 web:1871] x",
        ],
    },
    Entry {
        name: "jupyter", dialect: Dialect::PythonPercent, about: "Jupyter: a letter, a time and the application",
        pattern: "[%(levelname).1s %(asctime)s %(name)s] %(message)s",
        datefmt: None,
        samples: &[
            "[E 10:00:00.000 NotebookApp] Kernel died",
            "[I 2023-01-01 10:00:00.123 ServerApp] jupyterlab | extension was found",
            "[W 10:00:02.000 NotebookApp] 404 GET /x (127.0.0.1)",
        ],
        negatives: &[
            "[user 10:00:00.000 x] y",
        ],
    },
    Entry {
        name: "jupyterhub", dialect: Dialect::PythonPercent, about: "JupyterHub: a letter, a time, the application and the place of the call",
        pattern: "[%(levelname).1s %(asctime)s %(name)s %(module)s:%(lineno)d] %(message)s",
        datefmt: None,
        samples: &[
            "[E 2023-01-01 10:00:00.123 JupyterHub app:2810] Failed to start",
            "[I 2023-01-01 10:00:00.124 JupyterHub log:191] 302 GET / -> /hub",
        ],
        negatives: &[
            "    [E 2023-01-01 10:00:00.123 JupyterHub app:2810] Failed to start",
        ],
    },
    Entry {
        name: "tensorflow", dialect: Dialect::PythonPercent, about: "TensorFlow's C++ side: a letter behind the time",
        pattern: "%(asctime)s: %(levelname).1s %(pathname)s:%(lineno)d] %(message)s",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09.123456: E tensorflow/core/util/port.cc:153] could not open file",
            "2026-11-23 11:36:09.123457: I tensorflow/core/x.cc:9] ok",
        ],
        negatives: &[
            "2026-11-23 11:36:09.123456: text",
        ],
    },
    Entry {
        name: "vllm", dialect: Dialect::PythonPercent, about: "vLLM: place of the call with a closing bracket",
        pattern: "%(levelname)s %(asctime)s %(filename)s:%(lineno)d] %(message)s",
        datefmt: None,
        samples: &[
            "ERROR 11-23 11:36:09 async_llm_engine.py:61] Engine is dead",
            "INFO 11-23 11:36:09 api_server.py:7] x",
        ],
        negatives: &[
            "carried 11-23 11:36:09 async_llm_engine.py:61] Engine is dead",
            "    ERROR 11-23 11:36:09 async_llm_engine.py:61] Engine is dead",
        ],
    },
    Entry {
        name: "vllm-brackets", dialect: Dialect::PythonPercent, about: "vLLM since 0.8: place of the call in brackets",
        pattern: "%(levelname)s %(asctime)s [%(filename)s:%(lineno)d] %(message)s",
        datefmt: None,
        samples: &[
            "ERROR 11-23 11:36:09 [core.py:61] Engine is dead",
            "INFO 11-23 11:36:09 [api_server.py:7] x",
        ],
        negatives: &[
            "carried 11-23 11:36:09 [core.py:61] Engine is dead",
            "    ERROR 11-23 11:36:09 [core.py:61] Engine is dead",
        ],
    },
    Entry {
        name: "deepspeed", dialect: Dialect::PythonPercent, about: "DeepSpeed: brackets, with file, line and function",
        pattern: "[%(asctime)s] [%(levelname)s] [%(filename)s:%(lineno)d:%(funcName)s] %(message)s",
        datefmt: None,
        samples: &[
            "[2026-11-23 11:36:09,144] [ERROR] [launch.py:321:sigkill_handler] exits with return code = 1",
            "[2026-11-23 11:36:09,145] [INFO] [engine.py:12:__init__] [Rank 0] x",
        ],
        negatives: &[
            "[2026-11-23 11:36:09,144] [carried] [launch.py:321:sigkill_handler] exits with return code = 1",
            "    [2026-11-23 11:36:09,144] [ERROR] [launch.py:321:sigkill_handler] exits with return code = 1",
        ],
    },
    Entry {
        name: "transformers", dialect: Dialect::PythonPercent, about: "Hugging Face transformers: level and place in one bracket",
        pattern: "[%(levelname)s|%(filename)s:%(lineno)s] %(asctime)s >> %(message)s",
        datefmt: None,
        samples: &[
            "[ERROR|trainer.py:123] 2026-11-23 11:36:09,144 >> failed",
            "[INFO|modeling_utils.py:4] 2026-11-23 11:36:09,145 >> loading weights",
        ],
        negatives: &[
            "[carried|trainer.py:123] 2026-11-23 11:36:09,144 >> failed",
            "    [ERROR|trainer.py:123] 2026-11-23 11:36:09,144 >> failed",
        ],
    },
    Entry {
        name: "ray", dialect: Dialect::PythonPercent, about: "Ray: tabs, file, line and two dashes",
        pattern: "%(asctime)s\t%(levelname)s %(filename)s:%(lineno)s -- %(message)s",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144\tERROR worker.py:1625 -- failed",
            "2026-11-23 11:36:09,145\tINFO worker.py:16 -- Started a local Ray instance",
        ],
        negatives: &[
            "    2026-11-23 11:36:09,144\tERROR worker.py:1625 -- failed",
        ],
    },
    Entry {
        name: "airflow", dialect: Dialect::PythonPercent, about: "Airflow: file and line in braces",
        pattern: "[%(asctime)s] {%(filename)s:%(lineno)d} %(levelname)s - %(message)s",
        datefmt: None,
        samples: &[
            "[2026-11-23T11:36:09.144+0000] {taskinstance.py:1103} ERROR - Task failed with exception",
            "[2026-11-23T11:36:09.145+0000] {dag.py:3} INFO - x",
        ],
        negatives: &[
            "[2026-11-23T11:36:09.144+0000] {taskinstance.py:1103} carried - Task failed with exception",
            "    [2026-11-23T11:36:09.144+0000] {taskinstance.py:1103} ERROR - Task failed with exception",
        ],
    },
    Entry {
        name: "salt", dialect: Dialect::PythonPercent, about: "Salt: logger and line, level and process in brackets",
        pattern: "%(asctime)s [%(name)-17s:%(lineno)-4d][%(levelname)-8s][%(process)d] %(message)s",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 [salt.minion      :1234][ERROR   ][4711] failed",
            "2026-11-23 11:36:09,145 [salt.utils.network:12  ][INFO    ][4711] x",
        ],
        negatives: &[
            "2026-11-23 11:36:09,144 [salt.minion      :1234][carried][4711] failed",
            "    2026-11-23 11:36:09,144 [salt.minion      :1234][ERROR   ][4711] failed",
        ],
    },
    Entry {
        name: "scrapy", dialect: Dialect::PythonPercent, about: "Scrapy: logger in brackets before the level",
        pattern: "%(asctime)s [%(name)s] %(levelname)s: %(message)s",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09 [scrapy.core.scraper] ERROR: Spider error processing",
            "2026-11-23 11:36:09 [scrapy.utils.log] INFO: Scrapy started",
        ],
        negatives: &[
            "2026-11-23 11:36:09 [scrapy.core.scraper] carried: Spider error processing",
            "    2026-11-23 11:36:09 [scrapy.core.scraper] ERROR: Spider error processing",
        ],
    },
    Entry {
        name: "twisted", dialect: Dialect::PythonPercent, about: "Twisted's text observer",
        pattern: "%(asctime)s [%(name)s#%(levelname)s] %(message)s",
        datefmt: None,
        samples: &[
            "2026-11-23T11:36:09+0000 [twisted.internet.defer#critical] Unhandled error in Deferred",
            "2026-11-23T11:36:09+0000 [twisted.web.server.Site#info] Starting factory",
        ],
        negatives: &[
            "2026-11-23T11:36:09+0000 [-] x",
        ],
    },
    Entry {
        name: "homeassistant", dialect: Dialect::PythonPercent, about: "Home Assistant: thread in parentheses, logger in brackets",
        pattern: "%(asctime)s %(levelname)s (%(threadName)s) [%(name)s] %(message)s",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09.144 ERROR (MainThread) [homeassistant.setup] Setup failed",
            "2026-11-23 11:36:09.145 WARNING (SyncWorker_3) [homeassistant.loader] x",
        ],
        negatives: &[
            "2026-11-23 11:36:09.144 carried (MainThread) [homeassistant.setup] Setup failed",
            "    2026-11-23 11:36:09.144 ERROR (MainThread) [homeassistant.setup] Setup failed",
        ],
    },
    Entry {
        name: "sanic", dialect: Dialect::PythonPercent, about: "Sanic 23 and newer: who writes, then time and level",
        pattern: "%(processName)s %(asctime)s %(levelname)s: %(message)s",
        datefmt: None,
        samples: &[
            "Main  2026-11-28 15:33:42 +0000 ERROR: Exception occurred while handling uri: 'http://localhost:8211/boom'",
            "Srv 0 2026-11-28 15:33:42 +0000 INFO: Starting worker [27445]",
        ],
        negatives: &[
            "Main 15:33:42 +0000 x",
        ],
    },
    Entry {
        name: "sanic-access", dialect: Dialect::PythonPercent, about: "Sanic 23 and newer: its access log",
        pattern: "%(processName)s |%(asctime)s %(levelname)s: %(message)s",
        datefmt: None,
        samples: &[
            "Main |2026-11-28 15:33:42 +0000 INFO: 127.0.0.1:58250 GET http://localhost:8211/ok 200 2  0.7ms",
            "Srv 0 |2026-11-28 15:33:42 +0000 INFO: 127.0.0.1:58256 GET http://localhost:8211/boom 500 141  3.0ms",
        ],
        negatives: &[
            "Main  2026-11-28 15:33:42 +0000 INFO: Worker ready [27445]",
        ],
    },
    Entry {
        name: "ansible", dialect: Dialect::PythonPercent, about: "Ansible's log_path: process, user and logger with their letters",
        pattern: "%(asctime)s p=%(process)d u=%(user)s n=%(name)s %(levelname)s| %(message)s",
        datefmt: None,
        samples: &[
            "2026-11-28 15:34:54,389 p=28055 u=root n=ansible WARNING| [WARNING]: No inventory was parsed",
            "2026-11-28 15:34:54,453 p=28055 u=deploy n=ansible INFO| PLAY [localhost] *****",
        ],
        negatives: &[
            "2026-11-28 15:34:54,389 p=28055 u=root |  PLAY [localhost] *****",
        ],
    },
    Entry {
        name: "coloredlogs", dialect: Dialect::PythonPercent, about: "coloredlogs: host, logger and process before the level",
        pattern: "%(asctime)s %(hostname)s %(name)s[%(process)d] %(levelname)s %(message)s",
        datefmt: None,
        samples: &[
            "2026-11-28 15:34:50 shop-1 shop.cart[28051] ERROR failed [7]",
            "2026-11-28 15:34:50 shop-1 shop.cart[28051] INFO started: a - b",
        ],
        negatives: &[
            "2026-11-28 15:34:50 shop-1 shop.cart[28051]: failed",
        ],
    },
    Entry {
        name: "pyramid", dialect: Dialect::PythonPercent, about: "Pyramid's templates: logger and line, thread in brackets",
        pattern: "%(asctime)s %(levelname)-5.5s [%(name)s:%(lineno)s][%(threadName)s] %(message)s",
        datefmt: None,
        samples: &[
            "2026-11-28 15:33:46,101 ERROR [waitress:429][waitress-0] Exception while serving /boom",
            "2026-11-28 15:33:46,102 INFO  [shop.views:7][MainThread] Serving on http://127.0.0.1:8212",
        ],
        negatives: &[
            "2026-11-28 15:33:46,101 ERROR [waitress:429] Exception while serving /boom",
        ],
    },
    Entry {
        name: "synapse", dialect: Dialect::PythonPercent, about: "Matrix Synapse: the request in place of the thread",
        pattern: "%(asctime)s - %(name)s - %(lineno)d - %(levelname)s - %(threadName)s - %(message)s",
        datefmt: None,
        samples: &[
            "2026-11-23 11:36:09,144 - synapse.http.server - 113 - ERROR - GET-42 - failed",
            "2026-11-23 11:36:09,145 - synapse.app - 7 - INFO - main - x",
        ],
        negatives: &[
            "2026-11-23 11:36:09,144 - synapse.http.server - 113 - carried - GET-42 - failed",
        ],
    },
    Entry {
        name: "conda", dialect: Dialect::PythonPercent, about: "conda: the place of the call, no time",
        pattern: "%(levelname)s %(name)s:%(funcName)s(%(lineno)d): %(message)s",
        datefmt: None,
        samples: &[
            "ERROR conda.core.link:_execute(733): failed",
            "INFO conda.main:<module>(7): x",
        ],
        negatives: &[
            "ERROR conda.core: failed",
            "carried conda.core.link:_execute(733): failed",
        ],
    },
];
