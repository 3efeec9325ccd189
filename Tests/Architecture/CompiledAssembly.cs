using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Marquee.Tests.Architecture;

/// <summary>Which types the types of an assembly use, as it was compiled. Attributes are no use.</summary>
internal sealed class CompiledAssembly
{
    private readonly PEReader _file;
    private readonly MetadataReader _metadata;
    private readonly NamedTypes _names;

    private CompiledAssembly(PEReader file, string name)
    {
        _file = file;
        _metadata = file.GetMetadataReader();
        _names = new NamedTypes(name);
        References = [.. _metadata.AssemblyReferences.Select(handle => _metadata.GetString(_metadata.GetAssemblyReference(handle).Name))];
        Uses = [.. _metadata.TypeDefinitions.SelectMany(UsesOf).Distinct()];
    }

    public IReadOnlyList<string> References { get; }

    public IReadOnlyList<TypeUse> Uses { get; }

    public static CompiledAssembly Read(Assembly assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly.Location));
        return new CompiledAssembly(file, assembly.GetName().Name!);
    }

    private IEnumerable<TypeUse> UsesOf(TypeDefinitionHandle handle)
    {
        var user = _names.Outermost(_metadata, handle);
        var type = _metadata.GetTypeDefinition(handle);
        return InHead(type)
            .Concat(type.GetFields().SelectMany(field => Named(field)))
            .Concat(type.GetMethods().SelectMany(InMethod))
            .Where(used => used != user)
            .Select(used => new TypeUse(user, used));
    }

    private IEnumerable<UsedType> InHead(TypeDefinition type) => Named(type.BaseType)
        .Concat(type.GetInterfaceImplementations().SelectMany(face => Named(_metadata.GetInterfaceImplementation(face).Interface)))
        .Concat(InConstraints(type.GetGenericParameters()));

    private IEnumerable<UsedType> InConstraints(GenericParameterHandleCollection parameters) => parameters
        .SelectMany(parameter => _metadata.GetGenericParameter(parameter).GetConstraints())
        .SelectMany(constraint => Named(_metadata.GetGenericParameterConstraint(constraint).Type));

    private IEnumerable<UsedType> InMethod(MethodDefinitionHandle handle)
    {
        var method = _metadata.GetMethodDefinition(handle);
        var head = Named(handle).Concat(InConstraints(method.GetGenericParameters()));
        return method.RelativeVirtualAddress == 0 ? head : head.Concat(InBody(_file.GetMethodBody(method.RelativeVirtualAddress)));
    }

    private IEnumerable<UsedType> InBody(MethodBodyBlock body)
    {
        var locals = body.LocalSignature.IsNil ? [] : _metadata.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(_names, null);
        return locals.SelectMany(names => names)
            .Concat(body.ExceptionRegions.SelectMany(region => Named(region.CatchType)))
            .Concat(MethodBodies.Named(body.GetILReader()).SelectMany(Named));
    }

    private IEnumerable<UsedType> Named(EntityHandle handle) => handle.IsNil ? [] : handle.Kind switch
    {
        HandleKind.TypeDefinition => _names.GetTypeFromDefinition(_metadata, (TypeDefinitionHandle)handle, 0),
        HandleKind.TypeReference => _names.GetTypeFromReference(_metadata, (TypeReferenceHandle)handle, 0),
        HandleKind.TypeSpecification => _names.GetTypeFromSpecification(_metadata, null, (TypeSpecificationHandle)handle, 0),
        HandleKind.FieldDefinition => OfField(_metadata.GetFieldDefinition((FieldDefinitionHandle)handle)),
        HandleKind.MethodDefinition => OfMethod(_metadata.GetMethodDefinition((MethodDefinitionHandle)handle)),
        HandleKind.MemberReference => OfMember(_metadata.GetMemberReference((MemberReferenceHandle)handle)),
        HandleKind.MethodSpecification => OfInstance(_metadata.GetMethodSpecification((MethodSpecificationHandle)handle)),
        _ => throw new NotSupportedException($"A method body names a {handle.Kind}."),
    };

    private IEnumerable<UsedType> OfField(FieldDefinition field) => Named(field.GetDeclaringType()).Concat(field.DecodeSignature(_names, null));

    private IEnumerable<UsedType> OfMethod(MethodDefinition method) =>
        Named(method.GetDeclaringType()).Concat(NamedTypes.Of(method.DecodeSignature(_names, null)));

    private IEnumerable<UsedType> OfMember(MemberReference member) => Named(member.Parent).Concat(
        member.GetKind() == MemberReferenceKind.Field ? member.DecodeFieldSignature(_names, null) : NamedTypes.Of(member.DecodeMethodSignature(_names, null)));

    private IEnumerable<UsedType> OfInstance(MethodSpecification method) =>
        Named(method.Method).Concat(method.DecodeSignature(_names, null).SelectMany(names => names));
}
