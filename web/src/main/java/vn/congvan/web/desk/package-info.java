/**
 * The desk (hệ thống quản lý văn bản) in a browser: login, lists, one document with its history and its files.
 *
 * <p>Pages are read with GET and can be bookmarked; every POST ends in a redirect; a bean lives for one request and holds
 * no rule. What a person may see is asked of {@link vn.congvan.person.People} and enforced by the doors that are given
 * the answer: a page that forgets to hide a button shows a button that does not work, and nothing else.
 */
package vn.congvan.web.desk;
