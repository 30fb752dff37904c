namespace System.Runtime.CompilerServices;

/// <summary>netstandard2.0 lacks what tells collection expressions how to make a type.</summary>
[AttributeUsage(AttributeTargets.Struct)]
internal sealed class CollectionBuilderAttribute(Type builderType, string methodName) : Attribute
{
    public Type BuilderType { get; } = builderType;

    public string MethodName { get; } = methodName;
}
