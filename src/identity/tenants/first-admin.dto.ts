import { PickType } from '@nestjs/swagger';
import { NewUserDto } from '../users/user.dto.js';

/** The user who can then make everything else of a new tenant. */
export class FirstAdminDto extends PickType(NewUserDto, ['username', 'password']) {}
