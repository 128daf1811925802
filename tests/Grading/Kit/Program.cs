using CourseKit.Grading.Child;

return ChildProgram.Run();
