-- the whole directory is handed out page by page, parents before children
create index organization_depth_ix on organization (cardinality(path), code);
