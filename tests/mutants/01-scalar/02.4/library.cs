order[^1].Backward();
