return TopologicalOrder.Of(output);
