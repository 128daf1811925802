using System.CommandLine;

var root = new RootCommand("CourseKit: deep learning from scratch, in C#.");
return await root.Parse(args).InvokeAsync();
