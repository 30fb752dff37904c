namespace BetterAuth.Wire;

/// <summary>
/// Declares a message: the generator adds a strict reader, a canonical writer and the length to the partial type.
/// </summary>
/// <remarks>
/// <para>A <c>readonly partial struct</c> whose members are all <see cref="Utf8Text"/>, <see cref="RawJson"/> or other views is a <b>view</b>
/// (<see cref="IWireView{TSelf}"/>): slices of the buffer it was read from. Every other partial class, record or struct is an <b>owned</b> message
/// (<see cref="IWireMessage{TSelf}"/>): your request, response and attribute types.</para>
/// <para>Members are the public instance properties with a getter and an <c>init</c> or <c>set</c> accessor (for positional records: the parameters), in declaration order,
/// named in camelCase unless <see cref="MemberNameAttribute"/> says otherwise. A nullable member may be missing or <c>null</c> on the way in and is left out on the way out when null; every other member is required.</para>
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct)]
public sealed class BetterAuthMessageAttribute : Attribute;
