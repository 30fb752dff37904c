using System.Text;
using BetterAuth.Generators.Diagnostics;
using BetterAuth.Generators.Model;
using BetterAuth.Generators.Parser;
using BetterAuth.Generators.SourceFormatter;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace BetterAuth.Generators;

/// <summary>Finds declared messages, parses each into an equatable model, prints the model.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class MessageGenerator : IIncrementalGenerator
{
    internal const string ParsedStep = "Parsed";
    internal const string MessagesStep = "Messages";
    internal const string DiagnosticsStep = "Diagnostics";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<ParseResult> parsed = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                KnownTypes.Message,
                static (node, _) => node is TypeDeclarationSyntax,
                static (declaration, cancellationToken) => MessageParser.Parse((INamedTypeSymbol)declaration.TargetSymbol, cancellationToken))
            .WithTrackingName(ParsedStep);
        IncrementalValuesProvider<MessageModel> messages = parsed
            .Where(static result => result.Message is not null)
            .Select(static (result, _) => result.Message!)
            .WithTrackingName(MessagesStep);
        IncrementalValuesProvider<DiagnosticModel> diagnostics = parsed
            .SelectMany(static (result, _) => result.Diagnostics)
            .WithTrackingName(DiagnosticsStep);

        context.RegisterSourceOutput(messages, static (output, model) =>
            output.AddSource(model.Type.HintName + ".g.cs", SourceText.From(TypeFormatter.Format(model), Encoding.UTF8)));
        context.RegisterSourceOutput(diagnostics, static (output, diagnostic) => output.ReportDiagnostic(diagnostic.ToDiagnostic()));
    }
}
