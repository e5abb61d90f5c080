// Package iccma reads the formats in which solver competitions (ICCMA) state frameworks of arguments
// and attacks:
//
//   - AF: a line "p af N", which declares the arguments 1 to N, then a line "i j" for each attack of i on
//     j. Lines that begin with # are comments.
//   - APX: facts "arg(a)." and "att(a,b).", one or more on a line. Lines that begin with # or % are
//     comments.
//   - TGF: a line for each argument that begins with its name, a line "#", then a line for each attack
//     that begins with the names of its ends; labels behind the names are left out. Other lines that
//     begin with # are comments.
//
// Blank lines count for nothing. An attack said twice counts once. What is wrong is INVALID, with the
// number of the line.
package iccma
