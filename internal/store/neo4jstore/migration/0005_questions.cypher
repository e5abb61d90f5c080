// What is open in each map, as it follows from one revision of it: derived, and made anew at will. The nodes are no
// records and have no relationships, so that a walk through a map never meets them and writing them locks nothing of it.
CREATE CONSTRAINT question_index_map IF NOT EXISTS FOR (i:QuestionIndex) REQUIRE i.map IS UNIQUE;
CREATE CONSTRAINT open_question_id IF NOT EXISTS FOR (q:OpenQuestion) REQUIRE (q.map, q.question) IS UNIQUE;
CREATE INDEX open_question_rank IF NOT EXISTS FOR (q:OpenQuestion) ON (q.rank);
