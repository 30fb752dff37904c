using BetterAuth.Generators.Diagnostics;
using Microsoft.CodeAnalysis;

namespace BetterAuth.Generators.Parser;

/// <summary>What is wrong with one declaration.</summary>
internal sealed class DiagnosticBag
{
    private readonly List<DiagnosticModel> _diagnostics = [];

    public IReadOnlyList<DiagnosticModel> Diagnostics => _diagnostics;

    public void Report(DiagnosticDescriptor descriptor, ISymbol where, params string[] arguments) =>
        _diagnostics.Add(DiagnosticModel.Create(descriptor, where.Locations.FirstOrDefault(), arguments));
}
