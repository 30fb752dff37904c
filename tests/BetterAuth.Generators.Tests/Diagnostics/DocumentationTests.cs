using System.Reflection;
using BetterAuth.Generators.Diagnostics;
using BetterAuth.Tests.Support;
using Microsoft.CodeAnalysis;

namespace BetterAuth.Generators.Tests.Diagnostics;

public class DocumentationTests
{
    [Fact]
    public void Every_diagnostic_has_its_paragraph()
    {
        string page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "generator.md"));
        foreach (DiagnosticDescriptor descriptor in All())
        {
            Assert.Equal("docs/generator.md#" + descriptor.Id.ToLowerInvariant(), descriptor.HelpLinkUri);
            Assert.Contains($"\n### {descriptor.Id}\n{descriptor.Title}.", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_diagnostic_has_a_test()
    {
        string[] tests = [.. typeof(DiagnosticTests).GetMethods().Select(method => method.Name)];
        Assert.All(All(), descriptor => Assert.Contains(tests, test => test.StartsWith(descriptor.Id, StringComparison.Ordinal)));
    }

    private static DiagnosticDescriptor[] All() =>
        [.. typeof(Descriptors).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (DiagnosticDescriptor)field.GetValue(null)!)];
}
