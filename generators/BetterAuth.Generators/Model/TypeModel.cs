namespace BetterAuth.Generators.Model;

/// <summary>What is printed around the members: the namespace, the partial types around the declared one, and how it is declared itself.</summary>
/// <param name="Namespace">Empty for the global one.</param>
/// <param name="Containers">From the outside in, as declared: <c>partial class Outer</c>.</param>
/// <param name="Keyword"><c>class</c>, <c>record</c>, <c>struct</c> or <c>record struct</c>.</param>
/// <param name="Name">With type parameters, escaped where it is a keyword.</param>
/// <param name="HintName">Of the generated file, without extension.</param>
internal sealed record TypeModel(string Namespace, EquatableArray<string> Containers, string Keyword, string Name, string HintName);
