using System.Text;
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
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<MessageModel> messages = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                KnownTypes.Message,
                static (node, _) => node is TypeDeclarationSyntax,
                static (declaration, cancellationToken) => MessageParser.Parse((INamedTypeSymbol)declaration.TargetSymbol, cancellationToken))
            .Where(static model => model is not null)
            .Select(static (model, _) => model!)
            .WithTrackingName("Messages");

        context.RegisterSourceOutput(messages, static (output, model) =>
            output.AddSource(model.Type.HintName + ".g.cs", SourceText.From(TypeFormatter.Format(model), Encoding.UTF8)));
    }
}
