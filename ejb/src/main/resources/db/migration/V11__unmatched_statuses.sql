-- the page of statuses that did nothing: few, whatever else there is
create index status_report_idle_ix on status_report (id desc) where effect in ('UNMATCHED', 'UNKNOWN');
