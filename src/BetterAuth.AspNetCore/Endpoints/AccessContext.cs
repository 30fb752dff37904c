using BetterAuth.Wire;
using Microsoft.AspNetCore.Http;

namespace BetterAuth.AspNetCore;

/// <summary>A verified caller and its request, in types of their own: nothing here refers to the request's buffers.</summary>
/// <typeparam name="TRequest">The application's request.</typeparam>
/// <typeparam name="TAttributes">The token's attributes.</typeparam>
public sealed class AccessContext<TRequest, TAttributes>
{
    internal AccessContext(HttpContext http, Utf8Text identity, Utf8Text device, TRequest request, TAttributes attributes)
    {
        Http = http;
        Identity = identity;
        Device = device;
        Request = request;
        Attributes = attributes;
    }

    /// <summary>The account.</summary>
    public Utf8Text Identity { get; }

    /// <summary>The device whose session it is.</summary>
    public Utf8Text Device { get; }

    /// <summary>What the caller signed.</summary>
    public TRequest Request { get; }

    /// <summary>What the server put into the caller's token.</summary>
    public TAttributes Attributes { get; }

    /// <summary>The HTTP exchange: services, connection, trace.</summary>
    public HttpContext Http { get; }
}
