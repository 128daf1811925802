using CourseKit.Course.Content;
using CourseKit.Course.Training.Recipes;

namespace CourseKit.Course.Training;

/// <summary>All models that can be trained by name, in the order of the lessons.</summary>
internal static class RecipeBook
{
    public static IReadOnlyList<Recipe> All { get; } =
    [
        LinearRecipe.Recipe, MlpRecipe.Recipe, MlpDropoutRecipe.Recipe, NamesRecipe.Plain, NamesRecipe.Normalised,
        LeCun1989Recipe.Recipe, LeNetRecipe.Recipe,
        CnnRecipe.Recipe, .. ResNetRecipe.All, ResNet9Recipe.Recipe, AirBench94Recipe.Recipe,
    ];

    public static Recipe Get(string name) =>
        All.FirstOrDefault(recipe => string.Equals(recipe.Name, name, StringComparison.OrdinalIgnoreCase))
        ?? throw new CourseException($"There is no model {name}. `course train --list` shows them all.");
}
