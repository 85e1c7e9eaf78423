/* References of a text to its own articles and chapters: 第七条, 第七、八条, 本办法第七条至第九条. Those to another text are told by what
   stands before them: a 《title》, or the word for a document without 本. Form alone decides; in doubt it is none. */
import { fromHan, toHan } from "./numbering.js";

const NUMBER = "(?:[〇零一二三四五六七八九十百千]{1,7}|[0-9]{1,4})";
const JOINS = "(?:、|，|和|及|与|或者?|至|到|—|－|-|～|~)";
const REFERENCE = new RegExp(`第${NUMBER}(?:${JOINS}第?${NUMBER})*([条章])(?!之[一二三四五六七八九十]|[线河路街渠沟道])`, "g");
const EACH = new RegExp(NUMBER, "g");
const DOCUMENT = "(?:办法|规定|细则|规则|条例|决定|通知|意见|方案|预案|规划|计划|措施|政策|公告|通告|命令|令|制度|章程|规程|规范|标准|目录|清单|要点|纲要|文件|决议|批复|指南|守则|准则|法典?|宪法|公约|协定|协议|合同)";
const OWN = new RegExp(`本[一-龥]{0,6}?${DOCUMENT}$`);
const OTHER = new RegExp(`(?:${DOCUMENT}|[》”"’」』])$`);
const BRACKET = /[（(][^（）()]*[）)]$/;
const LINK = /[\s　]*(?:[的之中里]|中的|里的)?[\s　]*$/;
// between two of one list: 第七条第二款、第九条
const LISTED = new RegExp(`^(?:第?${NUMBER}[款项目]|第?[（(]${NUMBER}[）)]项?)*(?:[、，和及与或者至到以—－~～-])*$`);

const isOther = (before) => {
  let words = before.replace(LINK, "");
  while (BRACKET.test(words)) words = words.replace(BRACKET, "").replace(LINK, "");
  return !OWN.test(words) && OTHER.test(words);
};

/* [{ from, to, words, unit, numbers: [{ at, words, n }] }] of a clause's words; `at` counts from the reference's beginning. */
export const referencesIn = (text) => {
  const found = [];
  let last = null;
  for (const match of text.matchAll(REFERENCE)) {
    const [words, unit] = match;
    const [from, to] = [match.index, match.index + words.length];
    const listed = last && LISTED.test(text.slice(last.to, from));
    last = { to, other: listed ? last.other : isOther(text.slice(0, from)) };
    if (last.other) continue;
    const numbers = [...words.matchAll(EACH)].map((one) => ({ at: one.index, words: one[0], n: /\d/.test(one[0]) ? Number(one[0]) : fromHan(one[0]) }));
    found.push({ from, to, words, unit, numbers });
  }
  return found;
};

/* A number written as the one in its place was: 七 to 八, 7 to 8. */
export const writtenLike = (words, n) => (/\d/.test(words) ? String(n) : toHan(n));

/* The reference with other numbers, one for each of its own; null leaves one as it is. */
export const renumbered = ({ words, numbers }, wanted) => {
  let said = words;
  numbers.forEach((one, index) => { if (wanted[index] !== null) said = said.slice(0, said.length - words.length + one.at) + writtenLike(one.words, wanted[index]) + words.slice(one.at + one.words.length); });
  return said;
};
