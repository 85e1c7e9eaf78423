"""The grammar of official Chinese: numerals, numbers, dates, headings, citations. Pure text in, values out."""
