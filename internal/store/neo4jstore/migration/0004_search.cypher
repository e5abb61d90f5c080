// The tokens are words of a-z and 0-9 already (package fulltext), parted by spaces.
CREATE FULLTEXT INDEX element_tokens IF NOT EXISTS FOR (n:Element) ON EACH [n.tokens] OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace', `fulltext.eventually_consistent`: false}};
CREATE FULLTEXT INDEX paragraph_tokens IF NOT EXISTS FOR (n:Paragraph) ON EACH [n.tokens] OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace', `fulltext.eventually_consistent`: false}};
CREATE FULLTEXT INDEX map_tokens IF NOT EXISTS FOR (n:Map) ON EACH [n.tokens] OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace', `fulltext.eventually_consistent`: false}};
CREATE FULLTEXT INDEX source_tokens IF NOT EXISTS FOR (n:Source) ON EACH [n.tokens] OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace', `fulltext.eventually_consistent`: false}};
