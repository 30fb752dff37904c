using System.Collections;
using System.Reflection;
using BetterAuth.Generators.Tests.Support;
using Microsoft.CodeAnalysis;

namespace BetterAuth.Generators.Tests.Incrementality;

/// <summary>What the steps keep between two runs holds no part of a compilation, which would keep all of it in memory.</summary>
public class RetentionTests
{
    private const string Source = """
        [BetterAuthMessage] public sealed partial record Owned(int A, Dictionary<string, List<Owned>?> B);
        [BetterAuthMessage] public readonly partial record struct View(Utf8Text A);
        [BetterAuthMessage] public sealed record Wrong(int A);
        """;

    [Theory]
    [InlineData(MessageGenerator.ParsedStep, 3)]
    [InlineData(MessageGenerator.MessagesStep, 2)]
    [InlineData(MessageGenerator.DiagnosticsStep, 1)]
    public void No_step_keeps_a_compilation_alive(string step, int outputs)
    {
        object[] values = [.. Compiler.Run(Source).TrackedSteps[step].SelectMany(run => run.Outputs).Select(output => output.Value)];
        Assert.Equal(outputs, values.Length);
        Assert.Null(FindCompilation(values));
    }

    [Fact]
    public void The_search_finds_what_is_hidden()
    {
        Compilation compilation = Compiler.Compile(Source);
        Assert.NotNull(FindCompilation(new { Deep = new object[] { new List<object> { compilation.SyntaxTrees.First() } } }));
        Assert.NotNull(FindCompilation(Tuple.Create(1, compilation.Assembly)));
        Assert.NotNull(FindCompilation((Func<string?>)(() => compilation.AssemblyName)));
    }

    /// <summary>The path to something of a compilation; null if there is none.</summary>
    private static string? FindCompilation(object root)
    {
        HashSet<object> visited = new(ReferenceEqualityComparer.Instance);
        Stack<(object Value, string Path)> open = new([(root, "")]);
        while (open.TryPop(out (object Value, string Path) next))
        {
            if (next.Value is ISymbol or SyntaxNode or SyntaxTree or Compilation or SemanticModel or Location { Kind: not LocationKind.None })
            {
                return next.Path + ": " + next.Value.GetType();
            }

            foreach ((object value, string name) in Children(next.Value).Where(child => visited.Add(child.Value)))
            {
                open.Push((value, $"{next.Path}.{name}"));
            }
        }

        return null;
    }

    private static IEnumerable<(object Value, string Name)> Children(object value)
    {
        if (value is string or Pointer or Type or MemberInfo or Assembly || value.GetType().IsPrimitive)
        {
            yield break;
        }

        if (value is IEnumerable items && value.GetType().IsArray)
        {
            foreach (object? item in items)
            {
                if (item is not null)
                {
                    yield return (item, "[]");
                }
            }
        }

        for (Type? type = value.GetType(); type is not null; type = type.BaseType)
        {
            foreach (FieldInfo field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                if (!field.FieldType.IsPointer && field.GetValue(value) is { } inner)
                {
                    yield return (inner, field.Name);
                }
            }
        }
    }
}
