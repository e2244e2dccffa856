-- certificates whose answers about others are believed

alter table trust_item alter column kind type varchar(20);
alter table trust_item drop constraint trust_item_kind_ck;
alter table trust_item add constraint trust_item_kind_ck check (kind in ('ANCHOR', 'INTERMEDIATE', 'OCSP_RESPONDER', 'CRL'));
comment on column trust_item.kind is 'ANCHOR (gốc tin cậy), INTERMEDIATE (chứng thư trung gian), OCSP_RESPONDER (nơi trả lời trạng thái) or CRL (danh sách thu hồi).';
